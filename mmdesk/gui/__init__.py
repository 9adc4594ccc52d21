"""The window. Only this package and `app` know Qt; of ours it imports `library` and `core`.

A new panel is one file here, its place in `main_window`, and its test in tests/gui. Whatever a
panel asks of the library goes through `tasks`, never through the GUI thread.
"""
