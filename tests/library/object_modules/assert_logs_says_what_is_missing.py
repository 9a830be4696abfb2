# differs: there is no module logging yet
import unittest

class Test(unittest.TestCase):
    def runTest(self):
        for method in (self.assertLogs, self.assertNoLogs):
            try:
                method()
            except ModuleNotFoundError as error:
                print(error.name, error)

Test().debug()
# expect: logging assertLogs() and assertNoLogs() need the module logging, which does not exist yet
# expect: logging assertLogs() and assertNoLogs() need the module logging, which does not exist yet
