# Without hooks nobody looks at the event; with one it is text that can be written as UTF-8.
import sys
print(sys.audit(5), sys.audit('\ud800'))
sys.addaudithook(lambda event, args: print(event, args) if event == 'mine' else None)
for event in 5, b'mine', 'a\udc80', '\ud800', 'mine':
    try:
        sys.audit(event, 1)
    except (TypeError, UnicodeEncodeError) as error:
        print(error)
# expect: None None
# expect: expected str for argument 'event', not int
# expect: expected str for argument 'event', not bytes
# expect: 'utf-8' codec can't encode character '\udc80' in position 1: surrogates not allowed
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: mine (1,)
