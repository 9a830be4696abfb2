# A test case may have methods by any name that unittest.TestCase of CPython does not use.
import io
import unittest


class Case(unittest.TestCase):
    def _run(self):
        return 'run'

    def _fail(self):
        return 'fail'

    def _report(self, text):
        return text

    _skipped = _difference = _sequence_problem = _with_diff = None

    def test_all(self):
        self.assertEqual([self._run(), self._fail(), self._report('report')],
                         ['run', 'fail', 'report'])
        self.assertAlmostEqual(1.0, 1.00000000001)
        with self.assertRaises(AssertionError):
            self.assertEqual([1, 2], [1, 3])


result = unittest.TextTestRunner(stream=io.StringIO()).run(
    unittest.defaultTestLoader.loadTestsFromTestCase(Case))
print(result)
# expect: <unittest.runner.TextTestResult run=1 errors=0 failures=0>
