"""Every user action, a module for each area: the records of its actions beside the functions that do them."""
