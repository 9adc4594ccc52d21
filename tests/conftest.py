"""What every test can count on."""

import signal

# A shell that runs the tests in the background may have them ignore Ctrl+C, which every process
# that they start would inherit; some of them are there to be stopped by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
