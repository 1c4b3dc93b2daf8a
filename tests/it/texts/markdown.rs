//! The outline, read by a parser of Markdown that knows every extension.

use empathy_map::export::markdown::write;
use empathy_map::model::*;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::scene::{map, note};
use crate::support::maps::{any_map, any_text};

fn outline(map: &EmpathyMap) -> String {
    let mut bytes = Vec::new();
    write(map, &mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("text")
}

/// What pulldown-cmark knows, but for what only changes the look of quotation marks.
fn options() -> Options {
    Options::all().difference(Options::ENABLE_SMART_PUNCTUATION)
}

#[test]
fn an_outline_has_quadrants_themes_notes_and_what_follows_from_them() {
    let mut map = map(vec![
        note("a", "pains", "Explains the same thing\nthree times"),
        note("b", "pains", "Waits"),
        note("c", "feels", "Alone"),
    ]);
    map.title = "Dana and the surprising bill".into();
    map.persona.role = "Customer for six years".into();
    map.themes.push(Theme { id: "t".into(), title: "Passed around".into(), extra: Default::default() });
    map.notes[0].theme = Some("t".into());
    map.notes[0].evidence = Some(Evidence::Quote);
    map.notes[0].source = "Interview 1, 12:40".into();
    map.notes[0].who = vec!["P1".into(), "P3".into()];
    let mut need = Need::new("d".into(), "tell her story once");
    need.because = "every hand-over makes her start from zero".into();
    need.priority = Some(Priority::Must);
    need.plan.action = "One case file".into();
    need.supports = vec!["a".into()];
    need.causes = vec![Cause {
        text: "Tickets".into(),
        causes: vec![Cause { text: "Teams".into(), ..Default::default() }],
        ..Default::default()
    }];
    map.needs = vec![need, Need::new("e".into(), "sleep")];
    let mut driven = Motivation::new("m".into(), "being taken seriously");
    driven.contradicts = vec!["b".into()];
    map.motivations.push(driven);
    let tension = Tension {
        id: "x".into(),
        this: vec!["b".into()],
        but: vec!["c".into()],
        insight: "Stays".into(),
        extra: Default::default(),
    };
    map.tensions.push(tension);
    let expected = "\
# Dana and the surprising bill

**Dana**, Customer for six years

- Scenario: First bill after moving house

## Thinks

*What occupies their mind?*

## Feels

*What worries or delights them?*

- Alone

## Does

*What do we see them do and say?*

## Pain points

*What gets in their way?*

- Waits

### Passed around

- Explains the same thing  
  three times *(quote; about P1, P3; from Interview 1, 12:40)*

## Needs

### Dana needs to tell her story once

- Because: every hand-over makes her start from zero
- Strength: Weak. It rests on one thing that was said.
- Reach: 2 of 2 people
- Priority: Must
- Plan
  - Action: One case file
- Causes
  - Tickets
    - Teams

What speaks for it:

> Explains the same thing  
> three times *(quote; about P1, P3; from Interview 1, 12:40)*

### Dana needs to sleep

- Strength: Assumption. No note speaks for it yet.
- Reach: 0 of 2 people

## Motivations

### being taken seriously

What speaks against it:

> Waits

## Tensions

### Stays

This:

> Waits

But:

> Alone

## What we do not know

- Nothing in “Thinks” yet.
- Only one note in “Feels”.
- Nothing in “Does” yet.
- Only 2 notes in “Pain points”.
- “Passed around” hurts, but we have not seen what anybody does about it.
- The need to sleep rests on assumptions only.
- 2 notes belong to no theme.
- The tension around “Waits” has led to no need.
- No note is about P2.
- A cause behind the need to tell her story once rests on nothing.
";
    assert_eq!(outline(&map), expected);
}

#[test]
fn a_cause_without_words_makes_no_heading_of_the_line_above() {
    let mut map = map(vec![]);
    let empty = Cause { causes: vec![Cause::default()], ..Default::default() };
    map.needs = vec![Need { causes: vec![empty], ..Need::new("d".into(), "sleep") }];
    let outline = outline(&map);
    assert!(outline.contains("- Causes\n  - …\n    - …\n"), "{outline}");
    let headings =
        Parser::new_ext(&outline, options()).filter(|event| matches!(event, Event::Start(Tag::Heading { .. })));
    assert_eq!(headings.count(), 8, "{outline}");
}

/// Texts that would do something in Markdown, CommonMark or beyond.
const PAYLOADS: &[&str] = &[
    "# Heading",
    "Heading\n===",
    "Heading\n---",
    "---",
    "***",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "2024. was a year",
    "> quote",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "~~~\ncode\n~~~",
    "`code`",
    "*emphasis* **strong** _emphasis_ __strong__",
    "~~gone~~ ~sub~ ^sup^",
    "==marked==",
    "[link](http://example.org)",
    "[link][a]\n\n[a]: http://example.org",
    "[a]: http://example.org",
    "![image](http://example.org/a.png)",
    "<http://example.org>",
    "<script>alert(1)</script>",
    "<!-- comment -->",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#65; &copy;",
    "a | b\n--- | ---\nc | d",
    "a\n:-:",
    "a\n-",
    "[^1] and [^1]: note",
    "- [ ] task",
    "$x$ $$y$$",
    "[[wiki|link]]",
    "term\n: definition",
    "::: note",
    "{#id .class}",
    "%% comment %%",
    "line  \nbreak\\\nbreak",
    "\\# \\\\",
    "\n\nfirst\n\n\n\nlast\n\n",
    "   spaces   \n   spaces   ",
    "[!NOTE]",
    "> [!NOTE]\n> text",
    "+++\ntoml = 1\n+++",
    "https://example.org www.example.org mail@example.org",
];

/// What a parser reads of a note's text in the outline; panics on everything that does more than say it.
fn read_back(text: &str) -> String {
    let mut map = map(vec![note("a", "thinks", text)]);
    map.persona = Persona::default();
    let outline = outline(&map);
    let mut said = String::new();
    let mut is_inside = false;
    // The note is the first item; what is not known stands in items as well.
    let mut is_over = false;
    for event in Parser::new_ext(&outline, options()) {
        match event {
            Event::Start(Tag::Item) if !is_inside && !is_over => is_inside = true,
            Event::End(TagEnd::Item) => (is_inside, is_over) = (false, true),
            _ if !is_inside => {}
            Event::Text(text) => said += &text,
            Event::HardBreak => said.push('\n'),
            Event::Start(Tag::Paragraph) if said.is_empty() => {}
            Event::Start(Tag::Paragraph) => said += "\n\n",
            Event::End(TagEnd::Paragraph) => {}
            other => panic!("{text:?} made {other:?} of\n{outline}"),
        }
    }
    said
}

#[test]
fn a_note_says_what_it_says_and_does_nothing() {
    for text in PAYLOADS {
        assert_eq!(read_back(text), *text);
    }
}

#[test]
fn a_text_with_all_of_it_in_every_place_makes_no_more_headings_than_an_empty_one() {
    let headings = |text: &str| {
        let mut map = map(vec![note("a", "thinks", text)]);
        map.title = text.into();
        map.persona.about = text.into();
        map.quadrants[0].title = text.into();
        map.quadrants[0].prompt = text.into();
        map.themes.push(Theme { id: "t".into(), title: text.into(), extra: Default::default() });
        map.notes[0].theme = Some("t".into());
        map.notes[0].source = text.into();
        map.notes[0].who = vec![text.into()];
        let mut need = Need::new("d".into(), text);
        need.because = text.into();
        need.supports = vec!["a".into()];
        need.met_when = vec![text.into()];
        need.plan.action = text.into();
        map.needs.push(need);
        map.motivations.push(Motivation::new("m".into(), text));
        let outline = outline(&map);
        let events: Vec<_> = Parser::new_ext(&outline, options()).collect();
        let is_strange = |event: &&Event| match event {
            Event::Start(tag) => !matches!(
                tag,
                Tag::Heading { id: None, .. }
                    | Tag::Paragraph
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Emphasis
                    | Tag::Strong
                    | Tag::BlockQuote(None)
            ),
            Event::End(_) | Event::Text(_) | Event::SoftBreak | Event::HardBreak => false,
            _ => true,
        };
        assert_eq!(events.iter().find(is_strange), None, "{text:?}\n{outline}");
        events.iter().filter(|event| matches!(event, Event::Start(Tag::Heading { .. }))).count()
    };
    let plain = headings("plain");
    for text in PAYLOADS {
        assert_eq!(headings(text), plain, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_note_is_read_as_it_was_written(
        text in prop_oneof![any_text(), "[-+*#>=_`~|:;.)(\\[\\]<>&$^{}%!@\\\\ \\t\\na1w/]{0,24}"]
    ) {
        prop_assert_eq!(read_back(&text), text);
    }

    #[test]
    fn the_same_map_gives_the_same_outline(map in any_map()) {
        prop_assert_eq!(outline(&map), outline(&map.clone()));
    }
}
