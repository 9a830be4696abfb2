import typing as t
from typing import List, Dict, Optional, Union, Any, Callable, TypeVar, Generic, NamedTuple, TypedDict, Protocol, Literal, get_type_hints, cast, Tuple, ClassVar, runtime_checkable, overload, Final, NewType, Annotated
print(List[int], Dict[str, int], Optional[int], Union[int, str, None], Callable[[int], str], Tuple[int, ...], Literal[1, "a"], Any, Union[int, int], Optional[None], ClassVar[int], Annotated[int, "m"])
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
print(Box[int](5).v, Box[int], T, Box.__parameters__, t.get_origin(List[int]), t.get_args(Dict[str, int]))
class E(NamedTuple):
    a: int
    b: str = "d"
print(E(1), E(1)._asdict(), E.__annotations__)
class TD(TypedDict, total=False):
    x: int
print(TD(x=1), TD.__annotations__, TD.__total__)
@runtime_checkable
class Q(Protocol):
    def quack(self): ...
class D:
    def quack(self): pass
print(isinstance(D(), Q), isinstance(5, Q), cast(int, "a"), NewType("U", int)(5), t.TYPE_CHECKING)
def f(a: "int", b: Optional[str] = None) -> List[int]: pass
print(get_type_hints(f), list[int] | None, int | str | None)
try:
    List[int]()[0]
except (TypeError, IndexError) as e:
    print(type(e).__name__)
# expect: typing.List[int] typing.Dict[str, int] typing.Optional[int] typing.Union[int, str, NoneType] typing.Callable[[int], str] typing.Tuple[int, ...] typing.Literal[1, 'a'] typing.Any <class 'int'> <class 'NoneType'> typing.ClassVar[int] typing.Annotated[int, 'm']
# expect: 5 __main__.Box[int] ~T (~T,) <class 'list'> (<class 'str'>, <class 'int'>)
# expect: E(a=1, b='d') {'a': 1, 'b': 'd'} {'a': <class 'int'>, 'b': <class 'str'>}
# expect: {'x': 1} {'x': <class 'int'>} False
# expect: True False a 5 False
# expect: {'a': <class 'int'>, 'b': typing.Optional[str], 'return': typing.List[int]} list[int] | None int | str | None
# expect: TypeError
