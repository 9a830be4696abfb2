# A regular expression with very many ways to match looks after signals now and then.
import re
import signal


def handler(number, frame):
    raise TimeoutError('of the handler')


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    re.match(r'(a|a)+$', 'a' * 32 + 'b')
    print('no exception')
except TimeoutError as e:
    print(e)
# expect: of the handler
