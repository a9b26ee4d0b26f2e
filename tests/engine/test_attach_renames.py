"""SNI attachments under another logical name: the certificate stays in the listener's list."""

from typing import Any

import pytest

from support.certificates import zone
from support.engine import EngineSandbox, Project
from support.importing import EC
from support.targets import IMPORTS, NETWORK, TARGETS

served = TARGETS["sni"].served
ATTACHMENT = "aws:lb/listenerCertificate:ListenerCertificate"
BALANCER = f"""{IMPORTS}{NETWORK}
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
default = acm.Certificate("default", {{"domains": ["default.example.com"]}})
made = {{name: acm.Certificate(name, {{"domains": [f"{{name}}.example.com"]}}) for name in "ab"}}
"""


def web(more: str = "", name: str = "web", opts: str = "None") -> str:
    """Return an HttpsListener with further certificates."""
    return f"""
web = acm.HttpsListener({name!r}, {{
    "load_balancer_arn": balancer.arn, "certificate": default, "target_group_arn": targets.arn,
    "more_certificates": [{more}],
}}, opts={opts})
"""


def further(more: str, name: str = "more", listener: str | None = None, opts: str = "None") -> str:
    """Return a ListenerCertificates of that listener."""
    named = f'"listener_name": {listener!r},' if listener else ""
    return f"""
acm.ListenerCertificates({name!r}, {{
    "listener_arn": web.listener_arn, {named} "certificates": [{more}],
}}, opts={opts})
"""


@pytest.fixture
def project(sandbox: EngineSandbox) -> Project:
    """A project of which every program has the load balancer, and a zone."""
    zone(sandbox, "example.com")
    return sandbox.project(BALANCER)


def up(project: Project, program: str) -> None:
    """Update to a program."""
    project.write(program)
    result = project.up()
    assert result.ok, result.output


def is_kept(sandbox: EngineSandbox, project: Project, program: str) -> None:
    """Update to a program that only calls things differently: nothing happens to attachments."""
    before = served(sandbox)
    project.write(program)
    steps: list[dict[str, Any]] = project.preview_json("--show-sames")["steps"]
    planned = [each["op"] for each in steps if ATTACHMENT in each["urn"]]
    assert planned == ["same"] * len(before)
    sandbox.reset_journal()
    up(project, program)
    assert served(sandbox) == before
    assert sandbox.calls("AddListenerCertificates") == 0
    assert sandbox.calls("RemoveListenerCertificates") == 0
    # And the state has them under the new name only.
    assert len([urn for urn in project.resources() if ATTACHMENT in urn]) == len(before)


REFERENCE = '{{"arn": made[{name!r}].arn, "domains": {domains!r}{more}}}'


def reference(name: str, *domains: str, more: str = "") -> str:
    """Return a reference by an ARN that is not known when the program begins."""
    return REFERENCE.format(name=name, domains=list(domains), more=more)


def test_references(sandbox: EngineSandbox, project: Project) -> None:
    """What is declared of a certificate may change, if what it is called lasts."""
    up(project, BALANCER + web(reference("a", "a.example.com", "x.example.com")))
    shop = ', "name": "shop"'
    for after in (
        reference("a", "x.example.com", "a.example.com"),
        reference("a", "x.example.com", "a.example.com", more=shop),
        reference("a", "0.example.com", "a.example.com", more=shop),
    ):
        is_kept(sandbox, project, BALANCER + web(after))


def test_a_known_arn_is_called_by_its_id(sandbox: EngineSandbox, project: Project) -> None:
    """Whatever is declared of it, or looked up."""
    up(project, BALANCER + 'pulumi.export("arn", made["a"].arn)\n' + web())
    arn = project.outputs()["arn"]
    bare, named = repr(arn), f'{{"arn": {arn!r}, "domains": ["a.example.com"]}}'
    up(project, BALANCER + web(bare))
    [urn] = [each for each in project.resources() if ATTACHMENT in each]
    assert urn.endswith(f"::web/{arn.rpartition('/')[2]}")
    is_kept(sandbox, project, BALANCER + web(named))
    is_kept(sandbox, project, BALANCER + web(f'{{"arn": {arn!r}, "domains": ["b.example.com"]}}'))


HOW = (
    'aliases=[pulumi.Alias(name="{old}")]',
    'aliases=[pulumi.create_urn("{old}", "acm:index:Certificate")]',
    'aliases=["urn:pulumi:test::project::acm:index:Certificate::{old}"]',
    "transformations=[renamed('{old}')]",
)
TRANSFORMATION = """
def renamed(old):
    def transform(args):
        alias = pulumi.ResourceOptions(aliases=[pulumi.Alias(name=old)])
        if args.type_ == "acm:index:Certificate":
            opts = pulumi.ResourceOptions.merge(args.opts, alias)
            return pulumi.ResourceTransformationResult(args.props, opts)
    return transform
"""


def test_a_certificate_is_renamed(sandbox: EngineSandbox, project: Project) -> None:
    """With an alias, however that is written: the attachment has it, too."""
    up(project, BALANCER + web('made["a"]'))
    old = "a"
    for number, how in enumerate(HOW):
        new = f"shop{number}"
        shop = (
            f'shop = acm.Certificate("{new}", {{"domains": ["a.example.com"]}}, '
            f"pulumi.ResourceOptions({how.format(old=old)}))\n"
        )
        is_kept(sandbox, project, WITHOUT_A + TRANSFORMATION + shop + web("shop"))
        old = new


WITHOUT_A = BALANCER.replace('in "ab"}', 'in "b"}')
GROUP = 'group = pulumi.ComponentResource("my:index:Group", "group")\n'
MOVED = (
    'below = acm.Certificate("a", {"domains": ["a.example.com"]}, pulumi.ResourceOptions('
    "parent=group, aliases=[pulumi.Alias(parent=pulumi.ROOT_STACK_RESOURCE)]))\n"
)


def test_a_certificate_moves_into_a_component(sandbox: EngineSandbox, project: Project) -> None:
    """It has the name that it had, and so has the attachment."""
    up(project, BALANCER + web('made["a"]'))
    is_kept(sandbox, project, WITHOUT_A + GROUP + MOVED + web("below"))


def test_a_former_name_is_anothers_now(sandbox: EngineSandbox, project: Project) -> None:
    """An alias that another attachment has as its name is not given: the engine refuses such."""
    up(project, BALANCER + web('made["b"]'))
    below = (
        'below = acm.Certificate("shop", {"domains": ["shop.example.com"]}, '
        'pulumi.ResourceOptions(parent=group, aliases=[pulumi.Alias(name="b")]))\n'
    )
    up(project, BALANCER + GROUP + below + web('made["b"], below'))
    assert len(served(sandbox)) == 2


IMPORTED = """
site = acm.ImportedCertificate({!r}, {{
    "certificate_file": "fullchain.pem", "private_key_file": "privkey.pem"}}, opts={})
"""


def test_an_imported_certificate_is_renamed(sandbox: EngineSandbox, project: Project) -> None:
    """With an alias, as a Certificate is."""
    leaf = EC.leaf()
    (project.directory / "fullchain.pem").write_text(leaf.pem + EC.chain)
    (project.directory / "privkey.pem").write_text(leaf.key)
    up(project, BALANCER + IMPORTED.format("site", None) + web("site"))
    renamed = IMPORTED.format("store", ALIAS.format("site"))
    is_kept(sandbox, project, BALANCER + renamed + web("site"))


ALIAS = 'pulumi.ResourceOptions(aliases=[pulumi.Alias(name="{}")])'


def test_components_are_renamed(sandbox: EngineSandbox, project: Project) -> None:
    """With an alias: the engine hands it down; without a listener_name, too."""
    up(project, BALANCER + web('made["a"]') + further('made["b"]'))
    after = web('made["a"]', "front", ALIAS.format("web"))
    is_kept(
        sandbox,
        project,
        BALANCER + after + further('made["b"]', "others", opts=ALIAS.format("more")),
    )


def test_a_listener_and_its_certificate_are_renamed_together(
    sandbox: EngineSandbox, project: Project
) -> None:
    """Both aliases are multiplied out."""
    up(project, BALANCER + web('made["a"]'))
    shop = (
        'shop = acm.Certificate("shop", {"domains": ["a.example.com"]}, '
        f"opts={ALIAS.format('a')})\n"
    )
    after = WITHOUT_A + shop + web("shop", "front", ALIAS.format("web"))
    is_kept(sandbox, project, after)


SITE = f"""{BALANCER}
class Site(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("my:index:Site", name, {{}}, opts)
        own = pulumi.ResourceOptions(parent=self)
        site = acm.Certificate(f"{{name}}-site", {{"domains": ["s.example.com"]}}, own)
        acm.HttpsListener(f"{{name}}-web", {{
            "load_balancer_arn": balancer.arn, "certificate": default,
            "target_group_arn": targets.arn, "more_certificates": [site],
        }}, own)
"""


def test_the_component_around_them_is_renamed(sandbox: EngineSandbox, project: Project) -> None:
    """What is named after its parent is renamed with it, and so are attachments."""
    up(project, SITE + 'Site("shop")\n')
    is_kept(sandbox, project, SITE + f'Site("store", {ALIAS.format("shop")})\n')


def test_a_listener_gets_a_name(sandbox: EngineSandbox, project: Project) -> None:
    """`listener_name` may be given later, and the component be renamed and reordered then."""
    up(project, BALANCER + web() + further('made["a"], made["b"]'))
    named = BALANCER + web() + further('made["a"], made["b"]', listener="front")
    is_kept(sandbox, project, named)
    renamed = BALANCER + web() + further('made["b"], made["a"]', "others", listener="front")
    is_kept(sandbox, project, renamed)
    # What leaves the list is detached, and nothing else.
    up(project, BALANCER + web() + further('made["b"]', "others", listener="front"))
    assert len(served(sandbox)) == 1
    assert project.destroy().ok


def test_certificates_move_between_components(sandbox: EngineSandbox, project: Project) -> None:
    """Between `more_certificates` and a ListenerCertificates that names the listener, and back."""
    alone = BALANCER + web('made["a"], made["b"]')
    moved = BALANCER + web('made["a"]') + further('made["b"]', listener="web")
    up(project, alone)
    is_kept(sandbox, project, moved)
    is_kept(sandbox, project, alone)


def test_a_certificate_in_both_components(sandbox: EngineSandbox, project: Project) -> None:
    """The engine refuses it in the preview if it comes into one while it is in the other."""
    up(project, BALANCER + web('made["a"]'))
    project.write(BALANCER + web('made["a"]') + further('made["a"]', listener="web"))
    preview = project.preview()
    assert not preview.ok
    assert "Duplicate resource" in preview.output
    assert len(served(sandbox)) == 1
