"""The one exception that is meant for the user's eyes."""


class UserError(Exception):
    """Something the user can act on, told in sentences.

    The text says what was expected, what came instead, and what to do. It is shown
    as it is: in the window beside the thing it is about, on the command line on
    stderr, without a traceback.
    """
