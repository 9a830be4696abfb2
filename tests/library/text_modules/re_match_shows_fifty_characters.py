import re
for pattern, text in (".*", "x" * 60), (".*", "x" * 48), (".*", "é" * 60), (b"(?s).*", b"\n" * 60):
    print(re.match(pattern, text))
# expect: <re.Match object; span=(0, 60), match='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx>
# expect: <re.Match object; span=(0, 48), match='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'>
# expect: <re.Match object; span=(0, 60), match='ééééééééééééééééééééééééééééééééééééééééééééééééé>
# expect: <re.Match object; span=(0, 60), match=b'\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n>
