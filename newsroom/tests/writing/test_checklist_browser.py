"""The checklist beside a story's words leads to what it speaks of."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, HouseAnswer, HouseRule
from newsroom.tests.writing.test_writing_browser import PARAGRAPHS, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What the cursor is in or at, where that is in sight; or the button that has the focus.
REACHED = """() => {
  const { activeElement } = document
  if (activeElement.id) return activeElement.id
  const { state: { selection: { $from, from } }, view } = activeElement.editor
  const { top } = view.coordsAtPos(from)
  const names = [...Array($from.depth).keys()].map((up) => $from.node(up + 1).type.name)
  return top > 90 && top < innerHeight ? names[0] || view.state.selection.node.type.name : `out of sight at ${top}`
}"""


def test_checklist_leads_to_things_that_stand_in_the_text_and_above_it(
    make_visit, editor, make_article, make_document, make_picture
):
    ended = timezone.localdate() - dt.timedelta(days=1)
    minutes, picture = make_document("Minutes", rights_until=ended), make_picture("The wall", credit="")
    row = "<tr><td><p>One</p></td><td><p>2</p></td></tr>"
    chart = f'<section data-kind="chart" data-chart="bar"><h3></h3><table><tbody>{row.replace("td", "th")}{row}'
    body = f"{chart}</tbody></table><footer></footer></section>{PARAGRAPHS}<table><tbody>{row}</tbody></table>"
    body += f'{PARAGRAPHS}<div data-embed="document" data-id="{minutes.pk}"></div><h3>Next</h3><p>The end.</p>'
    page = opened(make_visit(editor, viewport=PHONE), make_article(body=body, lead_picture=picture))
    page.get_by_role("link", name="About this story").click()
    page.locator("[data-part=checklist] > summary").click()
    reached = {}
    for line in page.locator(".checklist__jump").all():
        page.evaluate("scrollTo(0, 5000), document.activeElement.blur()")
        line.evaluate("line => line.click()")
        page.wait_for_function("() => document.activeElement.matches('.ProseMirror, [data-choose]')")
        reached[line.text_content()[:16]] = page.evaluate(REACHED)
    assert reached == {
        "The lead picture": "id_lead_picture_choose",
        "A table has no h": "table",
        "A smaller headin": "heading",
        "A chart has no h": "chart",
        "The rights to “M": "storyEmbed",
    }


def test_checklist_leads_to_its_places_and_writes_what_a_house_rule_says(on_the_desk):
    visit, article = on_the_desk
    HouseRule.objects.create(words="advisor", suggestion="adviser", reason="As the dictionary has it.")
    HouseRule.objects.create(words="prior to", suggestion="before", reason="It is shorter.")
    body = f"<p>{'Water. ' * 40}</p><p>Prior to  it an <strong>advisor</strong> came.</p><p>The end is near near.</p>"
    Article.objects.filter(pk=article.pk).update(body=body)
    page = opened(visit, article)
    chosen = "words => getSelection().toString() === words"
    page.locator("[data-part=checklist] > summary").click()
    for line in page.locator(".checklist__warnings summary").all():
        line.click()
    places = page.locator(".passage[data-rule]")

    places.nth(0).locator("[data-act=show]").click()
    page.wait_for_function(chosen, arg="advisor")
    with page.expect_response("**/house-style/"):
        places.nth(0).locator("[data-act=use]").click()
    expect(visit.body.locator("strong")).to_have_text("adviser")
    with page.expect_response("**/house-style/"):
        page.locator(".passage", has_text="Prior to").locator("[data-act=pass]").click()
    expect(page.locator(".passage", has_text="Prior to")).to_have_count(0)
    page.locator(".passage", has_text="near near").locator("[data-act=show]").click()
    page.wait_for_function(chosen, arg="near near")
    page.keyboard.press("Control+z")
    expect(visit.body.locator("strong")).to_have_text("advisor")

    assert set(HouseAnswer.objects.values_list("text", "verdict")) == {("advisor", "accepted"), ("prior to", "passed")}
    assert visit.violations == []
    assert visit.errors == []
