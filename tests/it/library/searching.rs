//! What words and filters find in many maps.

use empathy_map::library::{Book, Filter, Outlook, emphasis, excerpt, look_through};
use empathy_map::model::*;
use empathy_map::synthesis::Level;

use super::{dana, jose};

fn outlook(query: &str, filter: &Filter) -> Outlook {
    let books = [Book::of(&dana()), Book::of(&jose())];
    look_through(&books.each_ref(), query, filter, &mut || true).expect("not given up")
}

/// What is found: the map, what the passage is, and what it says.
fn found(query: &str, filter: &Filter) -> Vec<(usize, String, String)> {
    let books = [Book::of(&dana()), Book::of(&jose())];
    let hits = outlook(query, filter).maps;
    let passages =
        hits.iter().flat_map(|hits| hits.passages.iter().map(|at| (hits.map, &books[hits.map].passages[*at])));
    passages.map(|(map, passage)| (map, passage.kind.to_string(), passage.text.clone())).collect()
}

fn texts(query: &str, filter: &Filter) -> Vec<String> {
    found(query, filter).into_iter().map(|(_, _, text)| text).collect()
}

fn tagged(tag: &str) -> Filter {
    Filter { tags: [tag.to_owned()].into(), ..Filter::default() }
}

#[test]
fn words_are_found_in_every_text_of_a_map() {
    for (query, kind, text) in [
        ("surprising", "Title", "Dana and the surprising bill"),
        ("six years", "Persona", "Dana"),
        ("anxious", "Feels", "Anxious each time the bill arrives"),
        ("interview 3", "Pain points", "Explains the same thing three times"),
        ("story", "Need", "tell her story once"),
        ("hand-over", "Need", "tell her story once"),
        ("ticket", "Cause", "Each team has its own ticket system"),
        ("cafe", "Thinks", "Café closes at six"),
        ("JOSÉ shop", "Title", "The corner shop"),
    ] {
        let found = found(query, &Filter::default());
        assert!(found.iter().any(|(_, its, said)| its == kind && said == text), "{query}: {found:?}");
    }
}

#[test]
fn motivations_tensions_themes_and_comments_are_found_too() {
    let mut map = dana();
    map.motivations = vec![Motivation::new(MotivationId::new("m1"), "being taken seriously")];
    map.themes = vec![Theme { id: ThemeId::new("t1"), title: "Passed around".into(), extra: Extra::default() }];
    map.tensions = vec![Tension {
        id: TensionId::new("x1"),
        this: vec![NoteId::new("n0")],
        but: vec![NoteId::new("n1")],
        insight: "Wants to leave, yet stays".into(),
        extra: Extra::default(),
    }];
    map.comments = vec![Comment {
        id: CommentId::new("c1"),
        on: "n1".into(),
        text: "Is that the same ticket?".into(),
        author: "Jonas".into(),
        created: String::new(),
        extra: Extra::default(),
    }];
    let book = Book::of(&map);
    for (query, item) in [
        ("seriously", ItemRef::Motivation(MotivationId::new("m1"))),
        ("passed", ItemRef::Theme(ThemeId::new("t1"))),
        ("yet stays", ItemRef::Tension(TensionId::new("x1"))),
        ("jonas", ItemRef::Note(NoteId::new("n1"))),
    ] {
        let outlook = look_through(&[&book], query, &Filter::default(), &mut || true).expect("not given up");
        assert_eq!(outlook.hit_count, 1, "{query}");
        assert_eq!(book.passages[outlook.maps[0].passages[0]].item, Some(item), "{query}");
    }
}

#[test]
fn all_words_must_be_there_some_of_them_in_the_name_of_the_map() {
    assert_eq!(
        texts("invoice", &Filter::default()),
        ["Is my invoice wrong?", "Anxious each time the bill arrives", "Keeps every invoice"]
    );
    assert_eq!(texts("dana invoice wrong", &Filter::default()), ["Is my invoice wrong?"]);
    assert_eq!(texts("jose invoice", &Filter::default()), ["Keeps every invoice"]);
    assert!(texts("invoice ticket", &Filter::default()).is_empty(), "not in one place");
    assert!(outlook("nowhere", &Filter::default()).maps.is_empty());
}

#[test]
fn without_words_every_map_is_left() {
    let outlook = outlook("  ", &Filter::default());
    assert_eq!(outlook.maps.iter().map(|hits| hits.map).collect::<Vec<_>>(), [0, 1]);
    assert_eq!((outlook.hit_count, outlook.words.len()), (0, 0));
}

#[test]
fn a_filter_leaves_maps_with_a_note_that_has_all_of_it() {
    let maps = |filter: &Filter| outlook("", filter).maps.iter().map(|hits| hits.map).collect::<Vec<_>>();
    assert_eq!(maps(&tagged("invoice")), [0]);
    assert_eq!(maps(&tagged("habit")), [1]);
    let either = Filter { tags: ["invoice".into(), "habit".into()].into(), ..Filter::default() };
    assert_eq!(maps(&either), [0, 1]);
    let seen = Filter { evidence: [Some(Evidence::Observed)].into(), ..Filter::default() };
    assert_eq!(maps(&seen), [0, 1]);
    let on_no_note = Filter { who: ["p3".into()].into(), ..tagged("invoice") };
    assert!(maps(&on_no_note).is_empty(), "P3 and the tag are in the map, but on different notes");
    assert_eq!(maps(&Filter { who: ["p1".into()].into(), ..tagged("invoice") }), [0]);
}

#[test]
fn a_filter_leaves_hits_that_rest_on_such_a_note() {
    let seen = Filter { evidence: [Some(Evidence::Observed)].into(), ..Filter::default() };
    assert_eq!(texts("invoice", &seen), ["Keeps every invoice"]);
    assert_eq!(texts("story", &seen), ["tell her story once"], "the note behind the need was observed");
    assert!(texts("story", &tagged("mood")).is_empty());
    let about_title = texts("surprising", &seen);
    assert!(!about_title.contains(&"Dana and the surprising bill".to_owned()), "a title rests on no note");
    assert_eq!(
        texts("dana", &seen),
        ["Explains the same thing three times", "tell her story once", "Each team has its own ticket system"]
    );
    let unmarked = Filter { evidence: [None].into(), ..Filter::default() };
    assert_eq!(texts("bill", &unmarked), ["Anxious each time the bill arrives"]);
}

#[test]
fn each_choice_says_how_many_notes_it_would_leave() {
    let tags = |filter: &Filter| {
        let choices = outlook("", filter).choices.tags.into_iter();
        choices.map(|choice| (choice.label, choice.notes)).collect::<Vec<_>>()
    };
    let counts = [("habit".to_owned(), 1), ("Invoice".to_owned(), 2), ("mood".to_owned(), 1)];
    assert_eq!(tags(&Filter::default()), counts);
    assert_eq!(tags(&tagged("habit")), counts, "a tag may be chosen beside another");
    let said = Filter { evidence: [Some(Evidence::Quote)].into(), ..Filter::default() };
    assert_eq!(tags(&said).iter().map(|(_, notes)| *notes).collect::<Vec<_>>(), [0, 1, 0]);
    let people = outlook("", &Filter::default()).choices.who;
    assert_eq!(people.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>(), ["P1", "P2", "p3"]);
    let evidence = outlook("", &Filter::default()).choices.evidence;
    assert_eq!(evidence[0], (Some(Evidence::Quote), 1));
    assert_eq!(evidence[6], (None, 2));
}

#[test]
fn a_map_is_known_by_its_figures() {
    let book = Book::of(&dana());
    assert_eq!((book.notes, book.needs, book.people), (3, 1, 3));
    assert_eq!(book.strength().as_deref(), Some("1 weak"));
    assert_eq!(book.strengths.get(&Level::Weak), Some(&1));
    let mut map = dana();
    map.needs.extend(["a", "b"].map(|id| Need::new(NeedId::new(id), "something")));
    assert_eq!(Book::of(&map).strength().as_deref(), Some("1 weak, 2 assumptions"));
    assert_eq!(Book::of(&jose()).strength(), None);
}

#[test]
fn words_are_marked_where_they_stand() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let marked = |text: &str, query: &[&str]| {
        emphasis(text, &words(query)).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("Café closes, cafe opens", &["cafe"]), ["Café", "cafe"]);
    assert_eq!(marked("Straße", &["ss"]), ["ß"]);
    assert_eq!(marked("nothing here", &["bill"]), [""; 0]);
    assert_eq!(marked("billing", &["bill", "lin"]), ["billin"], "what overlaps is one");
}

#[test]
fn case_and_accents_do_not_matter() {
    for (text, query) in [
        ("Rechnung", "rechnung"),
        ("Überweisung", "uberweisung"),
        ("Straße", "strasse"),
        ("e\u{301}te\u{301}", "ete"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Điện thoại", "dien thoai"),
        ("Ένας λόγος", "ενασ λογοσ"),
        ("ёлка", "елка"),
        ("請求書", "請求書"),
        ("a\u{a0}b\nc", "a b c"),
        ("don’t", "don't"),
    ] {
        let marked = emphasis(text, &[query.to_owned()]);
        assert_eq!((marked.len(), marked.first()), (1, Some(&(0..text.len()))), "{text}");
    }
}

#[test]
fn a_long_text_is_shown_around_its_first_hit() {
    let text = format!("{}the bill arrives.\n{}", "Something else was said. ".repeat(20), "And so on. ".repeat(60));
    let excerpt = excerpt(&text, &["bill".to_owned()]);
    assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…') && excerpt.text.contains("bill arrives."));
    assert!(excerpt.text.chars().count() < 400 && !excerpt.text.contains('\n'));
    assert_eq!(&excerpt.text[excerpt.emphasis[0].clone()], "bill");
}

#[test]
fn a_search_can_be_given_up() {
    let books = [Book::of(&dana()), Book::of(&jose())];
    assert_eq!(look_through(&books.each_ref(), "bill", &Filter::default(), &mut || false), None);
}
