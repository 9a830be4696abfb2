# The line of the source is left out when nothing can be imported to read it.
import sys
import warnings
sys.modules.pop('linecache', None)
sys.meta_path = None
warnings.warn('still told')
# expect stderr: warning_without_meta_path.py:6: UserWarning: still told
