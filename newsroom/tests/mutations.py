"""Small faults for code: what each one changes, and the code with that one in it."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from newsroom.tests.source import ROOT

COMPARED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
RECKONED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}


@dataclass(frozen=True)
class Mutant:
    file: str
    function: str
    line: int
    before: str
    after: str
    code: CodeType

    def __str__(self):
        return f"{self.file}:{self.line} {self.function}: {self.before[:100]!r} becomes {self.after[:100]!r}"


def _changed(node: ast.AST) -> ast.AST | None:
    """The same with a fault in it, or None where there is none to put in."""
    match node:
        case ast.Compare(ops=[op]):
            return ast.Compare(node.left, [COMPARED[type(op)]()], node.comparators)
        case ast.BoolOp(op=op):
            return ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            return node.operand
        case ast.BinOp(op=op) if type(op) in RECKONED:
            return ast.BinOp(node.left, RECKONED[type(op)](), node.right)
        case ast.Constant(value=bool(value)):
            return ast.Constant(not value)
        case ast.Constant(value=int(value)):
            return ast.Constant(value + 1)
        case ast.Return(value=value) if value and not (isinstance(value, ast.Constant) and value.value is None):
            return ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            return ast.Pass()
        case ast.If() | ast.IfExp() if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            return type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _places(function: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Where a statement or an expression of its body stands: in what, under which name, and where in its list."""
    for parent in ast.walk(function):
        for name, held in ast.iter_fields(parent):
            if name in {"annotation", "returns", "decorator_list", "args"} and not isinstance(parent, ast.Call):
                continue
            for place, node in enumerate(held) if isinstance(held, list) else [(None, held)]:
                if isinstance(node, ast.AST):
                    yield parent, name, place


def _set(parent: ast.AST, name: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[place] = node


def functions_of(module: ast.AST, before: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a module and the methods of its classes, by the names that their code has."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            yield before + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions_of(node, f"{before}{node.name}.")


def code_of(module: CodeType, function: str) -> CodeType:
    within = [code for code in module.co_consts if isinstance(code, CodeType)]
    found = (code if code.co_qualname == function else code_of(code, function) for code in within)
    return next((code for code in found if code), None)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Each fault that its functions can have, one at a time."""
    file, tree = str(path.relative_to(ROOT)), ast.parse(path.read_text())
    for name, function in functions_of(tree):
        for parent, field, place in list(_places(function)):
            held = getattr(parent, field)
            node = held if place is None else held[place]
            if changed := _changed(node):
                _set(parent, field, place, ast.fix_missing_locations(ast.copy_location(changed, node)))
                code = code_of(compile(copy.deepcopy(tree), str(path), "exec"), name)
                _set(parent, field, place, node)
                yield Mutant(file, name, node.lineno, ast.unparse(node), ast.unparse(changed), code)
