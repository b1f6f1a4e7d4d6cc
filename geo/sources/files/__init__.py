"""From files to tables of texts, whatever they hold: one module a kind of file."""
