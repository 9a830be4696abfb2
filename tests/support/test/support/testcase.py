"""What several test files share as methods of their test cases."""

import math


class ExceptionIsLikeMixin:
    """Compares exceptions, and the ones in a group, by type and message."""

    def assertExceptionIsLike(self, exc, template):
        """exc is such an exception as template; both may be None."""
        self.assertIs(type(exc), type(template))
        if exc is None:
            return
        if not isinstance(exc, BaseExceptionGroup):
            self.assertEqual(exc.args[0], template.args[0])
            return
        self.assertEqual(exc.message, template.message)
        self.assertEqual(len(exc.exceptions), len(template.exceptions))
        for one, other in zip(exc.exceptions, template.exceptions):
            self.assertExceptionIsLike(one, other)


class FloatsAreIdenticalMixin:
    """Compares floats, NaNs and the signs of zeros too."""

    def assertFloatsAreIdentical(self, x, y):
        """Both are NaN, or they are equal and of the same sign."""
        if math.isnan(x) and math.isnan(y):
            return
        self.assertEqual((x, math.copysign(1, x)), (y, math.copysign(1, y)))


class ComplexesAreIdenticalMixin(FloatsAreIdenticalMixin):
    """The same for complex numbers."""

    def assertComplexesAreIdentical(self, x, y):
        """Their parts are identical."""
        self.assertFloatsAreIdentical(x.real, y.real)
        self.assertFloatsAreIdentical(x.imag, y.imag)
