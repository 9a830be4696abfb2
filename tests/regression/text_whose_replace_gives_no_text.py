# A text stream that writes \n as something else asks the text to replace it.
import io


class Text(str):
    def replace(self, *args):
        return 5


for buffering in (False, True):
    stream = io.TextIOWrapper(io.BytesIO(), "ascii", newline="\r\n", line_buffering=buffering)
    try:
        stream.write(Text("a\nb"))
    except TypeError as error:
        print(error)
# expect: bad argument type for built-in operation
# expect: bad argument type for built-in operation
