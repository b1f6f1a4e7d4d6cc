"""Small widgets and the theme, shared by panels, dialogs and the time bar."""
