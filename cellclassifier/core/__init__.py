"""What the window, the command line and the worker share: settings, messages, files."""
