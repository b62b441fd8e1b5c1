import ast
import re

from django.apps import apps
from django.db.models import Model

from newsroom.tests.source import APPS, ROOT, files, imports_of, is_test, name_of, tree_of

OUR_MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
WEAK_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "services"}


def place_of(path):
    return path.relative_to(ROOT).with_suffix("").parts[0]


def is_under(module, place):
    return module == place or module.startswith(f"{place}.")


def code():
    return [path for path in files("*.py") if not is_test(path)]


def test_settings_import_nothing_that_needs_settings():
    # articles.body.schema is a list of names: settings hand it to the editor.
    # newsroom.monitoring.log_settings is a table; mail_settings reads the environment.
    allowed = ("common", "articles.body.schema", "newsroom.monitoring.log_settings")
    allowed += ("newsroom.newsletters.mail_service.mail_settings",)
    modules = [module for module in imports_of(ROOT / "newsroom" / "settings.py") if module.split(".")[0] in APPS]

    assert [module for module in modules if not any(is_under(module, place) for place in allowed)] == []


def test_foreign_keys_to_another_app_are_strings():
    wrong = []
    for path in code():
        for node in ast.walk(tree_of(path)):
            is_relation = isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                ("ForeignKey", "OneToOneField", "ManyToManyField")
            )
            if is_relation and node.args and isinstance(node.args[0], ast.Name):
                origin = [module for module in imports_of(path) if module.endswith(f".{node.args[0].id}")]
                wrong += [
                    f"{name_of(path)}: {module}"
                    for module in origin
                    if module.split(".")[0] in APPS and not is_under(module, place_of(path))
                ]

    assert wrong == []


def test_every_model_says_what_a_row_is():
    assert [model._meta.label for model in OUR_MODELS if model.__str__ is Model.__str__] == []


def test_no_model_orders_itself():
    assert [model._meta.label for model in OUR_MODELS if model._meta.ordering] == []


def test_no_model_overrides_save_or_delete():
    ours = {base for model in OUR_MODELS for base in model.__mro__ if base.__module__.split(".")[0] in APPS}

    assert len(ours) > len(OUR_MODELS)  # what they inherit from is looked at as well
    assert [base.__name__ for base in ours if {"save", "delete"} & set(vars(base))] == []


def test_every_rule_in_the_database_has_a_name_that_somebody_chose():
    names = [rule.name for model in OUR_MODELS for rule in (*model._meta.constraints, *model._meta.indexes)]

    assert len(names) > 100
    assert [name for name in names if re.search(r"_[0-9a-f]{6}_idx$", name)] == []


def test_nobody_listens_to_the_signals_of_models():
    # Django's own moments are the exceptions: round migrating, triggers go and come and the roles are given their
    # permissions; a password that was right is noted in the session; connections are made fit for the audit log, and
    # sign-ins noted in it. What a sending service reports, its package hands on so.
    signals = (
        "pre_migrate",
        "post_migrate",
        "connection_created",
        "user_logged_in",
        "user_logged_out",
        "user_login_failed",
        "tracking",
        "signals",
    )
    moments = tuple(f".{name}" for name in signals)
    wrong = [
        f"{name_of(path)}: {module}"
        for path in code()
        for module in imports_of(path)
        if ("signals" in module or "dispatch" in module) and not module.endswith(moments)
    ]

    assert wrong == []


def test_modules_are_named_for_what_they_know():
    modules = {path: {*path.stem.split("_"), path.parent.name} for path in files("*.py")}

    assert [name_of(path) for path, words in modules.items() if words & WEAK_NAMES] == []


def test_migrations_are_named_by_a_person():
    migrations = [path for app in APPS for path in (ROOT / app / "migrations").glob("[0-9]*.py")]

    assert migrations
    assert [
        name_of(path) for path in migrations if re.search(r"_auto_\d|_alter_\w+_and_more|_and_more", path.name)
    ] == []


def test_no_exception_is_swallowed_whole():
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in code()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]

    assert wrong == []


ASKED_ELSEWHERE = re.compile(r"\b(?:has_perms?|has_module_perms|with_perm|permission_required)\(|\bperms\.\w+\.")


def test_rights_are_asked_of_can_and_of_nothing_else():
    texts = [path for path in [*code(), *files("*.html")] if not is_test(path)]
    asking = {name_of(path) for path in texts if ASKED_ELSEWHERE.search(path.read_text())}

    assert asking == {"common/can.py", "newsroom/identity/role_grants.py"}, "the second one answers"


NO_WAY_FOR_MONEY = {"float", "models.FloatField", "forms.FloatField", "models.DecimalField"}
ROUNDING = {"round", "math.floor", "math.ceil", "Decimal"}
MONEY = re.compile(r"amount|delta|fee|worth|kept|minor|pence|price", re.I)


def is_about_money(node):
    return MONEY.search(ast.unparse(node)) is not None


def test_money_never_becomes_a_float():
    near_money = [path for path in code() if place_of(path) == "supporters" or path.name == "money.py"]
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in near_money
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Call) and ast.unparse(node.func) in NO_WAY_FOR_MONEY)
        or (isinstance(node, ast.Name) and node.id == "FloatField")
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in ROUNDING and is_about_money(node))
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div) and is_about_money(node))
    ]

    assert wrong == []


def test_html_is_marked_safe_in_the_renderer_alone():
    marks = re.compile(r"\b(mark_safe|SafeString|html_safe|SafeData)\b")

    assert [name_of(path) for path in code() if marks.search(path.read_text())] == ["articles/body/rendering.py"]


def test_views_are_functions():
    views = [path for path in code() if path.name == "views.py" or path.parent.name == "views"]

    assert views
    assert [name_of(path) for path in views for node in tree_of(path).body if isinstance(node, ast.ClassDef)] == []


WAYS_OUT = re.compile(r"(?:urllib\.request|http\.client|requests|urllib3|httpx|aiohttp|ftplib|smtplib|xmlrpc)\b")
# Who may ask another machine without the gate, and why.
PAST_THE_GATE = {
    "common/outbound.py": "it is the gate",
    "newsroom/page_cache/purge.py": "PURGE_URL is the operator's own, and may be inside",
    "newsroom/server/supervisor.py": "asks its own web process whether it listens",
    "polls/management/commands/bench_votes.py": "measures a server that it has started itself",
}


def ways_out_of(tree, imports):
    """Where a file asks another machine by itself."""
    yield from filter(WAYS_OUT.match, imports)
    calls = (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))
    yield from (call for call in calls if call.endswith(("create_connection", "urlopen", "open_connection")))


def test_other_machines_are_asked_through_the_gate_alone():
    """The payment provider, the bucket, the cache and the mail server are asked by their own libraries."""
    found = {name_of(path) for path in code() if list(ways_out_of(tree_of(path), imports_of(path)))}

    assert {name for name in found if not name.startswith("demo/")} == PAST_THE_GATE.keys()
