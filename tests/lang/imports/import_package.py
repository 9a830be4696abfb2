import sys; sys.path.insert(0, "fixtures")
import pkg.beta
print(pkg.shared, pkg.beta.value, pkg.beta.a is pkg.alpha, pkg.sub.name, pkg.sub.deep.value, pkg.__path__[0].endswith("pkg"), pkg.dynamic)
import pkg.sub.deep as d
print(d.__name__, d.__package__)
from pkg import sub, alpha
print(sub.v2, alpha.value)
# expect: pkg pkg pkg
# expect: alpha pkg.alpha pkg
# expect: beta pkg.beta
# expect: 42 42 True pkg.sub 42 True made on demand
# expect: pkg.sub.deep pkg.sub
# expect: 42 42
