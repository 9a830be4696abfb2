# Modules come from archives too: stored or deflated, in packages, and by zipimport itself.
import base64
import os
import sys
import tempfile
import traceback
import zipimport

archive = base64.b64decode(
    'UEsDBBQAAAAAAAAAIVBGfjEWEQAAABEAAAAJAAAAc3RvcmVkLnB5d2hlcmUgPSBfX2ZpbGVfXwpQSwMEFAAAAAAA'
    'AAAhUAAAAAAAAAAAAAAAAAcAAABmb2xkZXIvUEsDBBQAAAAAAAAAIVDu21IIJQAAACUAAAASAAAAZm9sZGVyL19f'
    'aW5pdF9fLnB5IiIiQSBwYWNrYWdlLiIiIgpmcm9tIC4gaW1wb3J0IGlubmVyClBLAwQUAAAACAAAACFQA2qoTbYA'
    'AADFAQAADwAAAGZvbGRlci9pbm5lci5wecVQOQ7DMAzb8wohswddlu2hLyk6JEW2jhn6/Ir6RIEAYSiSonIf5+ei'
    'Bz25kTTyRitBNNLeyPLt+R1Jz5wKQ6VA7pBBuyCGWjvQTM7UYUYeHO5AM7muOe0jdQFHAA1wA9MJ3YJjRW1DjDAS'
    'RRAutUcUK8Vqu1eRXp2i6kU1Hegs06sh7lCujlK3KSevxqlRZ0F3eDUKj+JnaRb0Vl4T5ORtuNCQbz7ltd3X984/'
    'uB/n+y/Pvv0AUEsDBBQAAAAAAAAAIVAAAAAAAAAAAAAAAAAGAAAAbG9vc2UvUEsDBBQAAAAIAAAAIVBS+teGMQAA'
    'ADIAAAANAAAAbG9vc2UvcGFydC5weUtJTVNIS8zM0dC04lIAgqLEzOJUhbDEnNJU16Ki/CINpcw8hUQgKkrOyCxL'
    'VdLkAgBQSwMEFAAAAAgAAAAhUBn5AcgMAAAACgAAAAgAAABkYXRhLnR4dCvOz01VSEksSeQCAFBLAQIUAxQAAAAA'
    'AAAAIVBGfjEWEQAAABEAAAAJAAAAAAAAAAAAAACAAQAAAABzdG9yZWQucHlQSwECFAMUAAAAAAAAACFQAAAAAAAA'
    'AAAAAAAABwAAAAAAAAAAAAAAgAE4AAAAZm9sZGVyL1BLAQIUAxQAAAAAAAAAIVDu21IIJQAAACUAAAASAAAAAAAA'
    'AAAAAACAAV0AAABmb2xkZXIvX19pbml0X18ucHlQSwECFAMUAAAACAAAACFQA2qoTbYAAADFAQAADwAAAAAAAAAA'
    'AAAAgAGyAAAAZm9sZGVyL2lubmVyLnB5UEsBAhQDFAAAAAAAAAAhUAAAAAAAAAAAAAAAAAYAAAAAAAAAAAAAAIAB'
    'lQEAAGxvb3NlL1BLAQIUAxQAAAAIAAAAIVBS+teGMQAAADIAAAANAAAAAAAAAAAAAACAAbkBAABsb29zZS9wYXJ0'
    'LnB5UEsBAhQDFAAAAAgAAAAhUBn5AcgMAAAACgAAAAgAAAAAAAAAAAAAAIABFQIAAGRhdGEudHh0UEsFBgAAAAAH'
    'AAcAjgEAAEcCAAAAAA==')

with tempfile.TemporaryDirectory() as home:
    path = os.path.join(home, 'some.zip')
    with open(path, 'wb') as file:
        file.write(archive)
    sys.path.insert(0, path)
    import stored
    import folder
    import loose.part
    for file in stored.where, stored.__file__, folder.__file__, folder.inner.__file__:
        print(file.replace(home, ''))
    print(folder.__path__ == [path + '/folder'], list(loose.__path__) == [path + '/loose'])
    print(folder.__doc__, folder.inner.table[-1], len(folder.inner.text), folder.__package__)
    print(type(stored.__loader__) is zipimport.zipimporter, stored.__spec__.has_location)
    try:
        loose.part.fail()
    except ValueError:
        print(traceback.format_exc().splitlines()[-2])
    found = zipimport.zipimporter(path + '/folder')
    print(repr(found).replace(home, ''), found.prefix, found.archive == path)
    print(found.is_package('inner'), found.get_source('inner')[:12])
    print(stored.__loader__.get_data(path + '/data.txt'), stored.__loader__.get_data('data.txt'))
    for wrong in lambda: found.get_filename('none'), lambda: found.get_data('none'):
        try:
            wrong()
        except OSError as e:
            print(type(e).__name__, e.errno, e.filename)
        except ImportError as e:
            print(type(e).__name__, e, e.name)
    for bad in '', home, __file__:
        try:
            zipimport.zipimporter(bad)
        except zipimport.ZipImportError as e:
            print(str(e).replace(repr(home), 'home').replace(repr(__file__), 'file'))
    sys.path[0] = __file__
    try:
        import nowhere
    except ModuleNotFoundError as e:
        print(e)
# expect: /some.zip/stored.py
# expect: /some.zip/stored.py
# expect: /some.zip/folder/__init__.py
# expect: /some.zip/folder/inner.py
# expect: True True
# expect: A package. 3481 120 folder
# expect: True True
# expect:     raise ValueError("in an archive")
# expect: <zipimporter object "/some.zip/folder/"> folder/ True
# expect: False table = [0, 
# expect: b'some data\n' b'some data\n'
# expect: ZipImportError can't find module 'none' none
# expect: OSError 0 none
# expect: archive path is empty
# expect: not a Zip file
# expect: not a Zip file: file
# expect: No module named 'nowhere'
