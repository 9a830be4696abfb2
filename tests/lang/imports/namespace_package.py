import sys; sys.path.insert(0, "fixtures")
import nspkg.inner.leaf
print(nspkg.inner.leaf.here, nspkg.__name__, hasattr(nspkg, "__file__") and nspkg.__file__, list(nspkg.__path__)[0].endswith("nspkg"))
# expect: nspkg.inner.leaf nspkg None True
