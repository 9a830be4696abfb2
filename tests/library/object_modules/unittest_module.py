import unittest, io, sys
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.log = ["class"]
    def setUp(self): self.log.append("setup"); self.addCleanup(self.log.append, "cleanup")
    def test_pass(self):
        self.assertEqual(1, 1); self.assertTrue(1); self.assertIn(1, [1]); self.assertIsNone(None); self.assertAlmostEqual(0.1 + 0.2, 0.3); self.assertIsInstance(1, int); self.assertRaises(ZeroDivisionError, lambda: 1 / 0)
        with self.assertRaisesRegex(ValueError, "b.d") as c: raise ValueError("bad")
        self.assertEqual(str(c.exception), "bad")
    def test_fail(self): self.assertEqual([1, 2], [1, 3])
    def test_error(self): {}["k"]
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail("x")
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
out = io.StringIO()
r = unittest.TextTestRunner(stream=out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), len(r.expectedFailures), r.wasSuccessful(), [str(t).split()[0] for t, _ in r.failures], T.log[:2])
print([l for l in out.getvalue().splitlines() if l.startswith(("test_", "FAIL", "ERROR", "Assert", "First", "KeyError"))])
# expect: 6 2 1 1 1 False ['test_fail', 'test_sub'] ['class', 'setup']
# expect: ['test_error (__main__.T.test_error) ... ERROR', 'test_expected (__main__.T.test_expected) ... expected failure', 'test_fail (__main__.T.test_fail) ... FAIL', 'test_pass (__main__.T.test_pass) ... ok', "test_skip (__main__.T.test_skip) ... skipped 'why'", 'test_sub (__main__.T.test_sub) ... ', 'ERROR: test_error (__main__.T.test_error)', "KeyError: 'k'", 'FAIL: test_fail (__main__.T.test_fail)', 'AssertionError: Lists differ: [1, 2] != [1, 3]', 'First differing element 1:', 'FAIL: test_sub (__main__.T.test_sub) (i=1)', 'AssertionError: 1 == 1', 'FAILED (failures=2, errors=1, skipped=1, expected failures=1)']
