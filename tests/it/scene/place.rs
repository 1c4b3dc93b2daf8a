//! Where notes lie, and where new ones may.

use empathy_map::model::{EmpathyMap, Note, Point, Quadrant, QuadrantId, Theme, ThemeId};
use empathy_map::scene::{Hit, Scene, Shape, metrics};
use epaint::emath::{Rect, pos2, vec2};
use proptest::prelude::*;

use super::{layout, map, note, note_at};

fn overlapping(scene: &Scene) -> Option<(usize, usize)> {
    let rects: Vec<Rect> = scene.notes.iter().map(|note| note.rect.shrink(0.5)).collect();
    (0..rects.len()).flat_map(|a| (0..a).map(move |b| (a, b))).find(|&(a, b)| rects[a].intersects(rects[b]))
}

fn assert_nothing_outside(scene: &Scene) {
    for note in &scene.notes {
        let quadrant = &scene.quadrants[note.quadrant];
        assert!(quadrant.rect.contains_rect(note.rect), "{} outside {}", note.id, quadrant.id);
        assert!(!note.rect.shrink(0.5).intersects(quadrant.title_rect), "{} over the heading", note.id);
        assert!(!note.rect.shrink(0.5).intersects(quadrant.prompt_rect), "{} over the question", note.id);
        assert!(scene.bounds.contains_rect(note.rect));
    }
    for (index, quadrant) in scene.quadrants.iter().enumerate() {
        assert!(scene.quadrants[..index].iter().all(|other| !other.rect.intersects(quadrant.rect)));
    }
}

fn many(count: usize) -> Vec<Note> {
    let quadrants = ["thinks", "feels", "does", "pains"];
    (0..count).map(|i| note(&format!("n{i}"), quadrants[i % 4], &"word ".repeat(i % 13 + 1))).collect()
}

#[test]
fn an_empty_map_shows_its_quadrants_and_the_badge_between_them() {
    let scene = layout().scene(&EmpathyMap::default());
    assert_eq!(scene.quadrants.len(), 4);
    assert_eq!(scene.quadrants[0].rect.size(), vec2(metrics::QUADRANT_WIDTH, metrics::QUADRANT_HEIGHT));
    assert_eq!(scene.badge.rect.center(), scene.bounds.center());
}

#[test]
fn quadrants_grow_with_their_notes_and_those_in_line_grow_along() {
    let scene = layout().scene(&map(vec![note_at("far", "thinks", "far out", 900.0, 700.0)]));
    let [thinks, feels, does, pains] = &scene.quadrants[..] else { panic!("four quadrants") };
    assert!(thinks.rect.width() >= 900.0 + metrics::NOTE_WIDTH && thinks.rect.height() >= 700.0);
    assert_eq!((feels.rect.height(), does.rect.width()), (thinks.rect.height(), thinks.rect.width()));
    assert_eq!(pains.rect.min, pos2(feels.rect.min.x, does.rect.min.y));
    assert_nothing_outside(&scene);
}

#[test]
fn notes_placed_outside_are_pushed_inside() {
    let scene = layout().scene(&map(vec![
        note_at("a", "thinks", "left above", -500.0, -500.0),
        note_at("b", "pains", "under the badge", 0.0, 60.0),
        note_at("c", "does", "far", 1e12, 60.0),
    ]));
    assert_nothing_outside(&scene);
    assert!(!scene.notes[1].rect.intersects(scene.badge.rect));
}

#[test]
fn notes_without_a_place_find_one_without_overlap() {
    for count in [1, 7, 60, 300] {
        let scene = layout().scene(&map(many(count)));
        assert_eq!(overlapping(&scene), None);
        assert_nothing_outside(&scene);
        assert!(scene.notes.iter().all(|note| !note.rect.intersects(scene.badge.rect)));
    }
}

#[test]
fn a_note_without_a_place_stays_where_it_is_when_another_is_moved() {
    let mut layout = layout();
    let before = layout.scene(&map(many(24)));
    let mut moved = map(many(24));
    moved.notes[4].at = Some(Point { x: 24.0, y: 900.0 });
    let after = layout.scene(&moved);
    for (a, b) in
        before.notes.iter().zip(&after.notes).filter(|(note, _)| note.quadrant == 0 && note.id.as_str() != "n4")
    {
        assert_eq!(a.rect, b.rect, "{}", a.id);
    }
}

#[test]
fn a_note_without_a_place_makes_room_for_one_that_was_put_there() {
    let mut notes = many(8);
    notes.push(note_at("put", "thinks", "put on top of the first", 20.0, 60.0));
    let scene = layout().scene(&map(notes));
    assert_eq!(overlapping(&scene), None);
}

#[test]
fn many_notes_without_a_place_go_around_many_that_were_put_in_their_way() {
    let mut notes = many(120);
    let scattered = |at: usize| (((at * 577) % 900) as f64, ((at * 331) % 700) as f64 + 60.0);
    notes.extend((0..40).map(|at| note_at(&format!("put{at}"), "pains", "put here", scattered(at).0, scattered(at).1)));
    let scene = layout().scene(&map(notes));
    let put = |at: usize| at >= 120;
    assert!((0..scene.notes.len()).all(|a| {
        (0..a)
            .filter(|&b| !(put(a) && put(b)))
            .all(|b| !scene.notes[a].rect.shrink(0.5).intersects(scene.notes[b].rect.shrink(0.5)))
    }));
    assert_nothing_outside(&scene);
}

#[test]
fn very_many_quadrants_in_one_cell_stand_below_each_other() {
    let like = EmpathyMap::default().quadrants[0].clone();
    let quadrants = (0..60).map(|at| Quadrant { id: QuadrantId::new(at.to_string()), ..like.clone() }).collect();
    let scene = layout().scene(&EmpathyMap { quadrants, ..EmpathyMap::default() });
    assert!(scene.quadrants.is_sorted_by(|above, below| above.rect.max.y < below.rect.min.y));
    assert_nothing_outside(&scene);
}

#[test]
fn the_badge_says_name_role_scenario_and_goal_and_grows_with_them() {
    for goal in ["Know what she pays for", &"Know what she pays for, each month, without asking anybody. ".repeat(12)] {
        let mut map = map(vec![]);
        map.persona.name = "Dana".into();
        map.persona.role = "Customer for six years".into();
        map.persona.scenario = "First bill after moving house".into();
        map.persona.goal = goal.into();
        let badge = layout().scene(&map).badge;
        let mut said = String::new();
        for shape in &badge.picture.shapes {
            let Shape::Text(line) = shape else { continue };
            said.push_str(&line.text);
            said.push(' ');
            let left = line.origin.x;
            assert!(left > 0.0 && left + line.width < badge.rect.width(), "{}", line.text);
            assert!(line.origin.y > 0.0 && line.origin.y < badge.rect.height() - 4.0, "{}", line.text);
        }
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let expected = format!("D Dana Customer for six years First bill after moving house {goal}");
        assert_eq!(words(&said), words(&expected));
    }
}

#[test]
fn one_edit_measures_one_text() {
    let mut layout = layout();
    let mut notes = many(200);
    for note in &mut notes {
        note.author = "Ana".into();
        note.source = "Interview 3".into();
    }
    let mut map = map(notes);
    layout.scene(&map);
    let before = layout.fonts().measured();
    map.notes[77].text = "changed".into();
    layout.scene(&map);
    assert_eq!(layout.fonts().measured() - before, 1);
    map.notes[12].at = Some(Point { x: 40.0, y: 80.0 });
    map.notes.swap(3, 9);
    layout.scene(&map);
    assert_eq!(layout.fonts().measured() - before, 1);
}

#[test]
fn pictures_of_notes_that_did_not_change_are_shared() {
    let mut layout = layout();
    let mut map = map(many(20));
    let before = layout.scene(&map);
    map.notes.remove(2);
    let after = layout.scene(&map);
    assert!(std::sync::Arc::ptr_eq(&before.notes[5].picture, &after.notes[4].picture));
    assert_eq!(after.index_of(&before.notes[5].id), Some(4));
    assert_eq!(after.index_of(&before.notes[2].id), None);
}

#[test]
fn the_topmost_thing_under_the_pointer_is_hit() {
    let scene = layout().scene(&map(vec![
        note_at("under", "thinks", "under", 40.0, 100.0),
        note_at("over", "thinks", "over", 60.0, 110.0),
    ]));
    let origin = scene.quadrants[0].rect.min.to_vec2();
    assert_eq!(scene.hit(pos2(50.0, 105.0) + origin), Hit::Note(0));
    assert_eq!(scene.hit(pos2(70.0, 120.0) + origin), Hit::Note(1));
    assert_eq!(scene.hit(scene.badge.rect.center()), Hit::Badge);
    assert_eq!(
        scene.hit(scene.badge.rect.min + vec2(3.0, 3.0)),
        Hit::Quadrant(0),
        "the corner of a circle is not the circle"
    );
    assert_eq!(scene.hit(scene.quadrants[1].title_rect.center()), Hit::Heading(1));
    assert_eq!(scene.hit(scene.quadrants[2].rect.left_bottom() + vec2(9.0, -9.0)), Hit::Quadrant(2));
    assert_eq!(scene.hit(scene.bounds.max + vec2(5.0, 5.0)), Hit::Nothing);
    assert_eq!(scene.notes_in(Rect::from_min_size(pos2(0.0, 0.0) + origin, vec2(50.0, 105.0))), [0]);
}

#[test]
fn a_dropped_note_lies_where_the_drop_place_said() {
    let mut layout = layout();
    let mut map = map(vec![note("a", "thinks", "dropped somewhere")]);
    let scene = layout.scene(&map);
    let size = scene.notes[0].rect.size();
    let bounds = scene.bounds.expand(300.0);
    for step in 0..400 {
        let (x, y) = ((step % 20) as f32 / 19.0, (step / 20) as f32 / 19.0);
        let at = bounds.min + vec2(x * bounds.width(), y * bounds.height());
        let (quadrant, point) = scene.drop_place(at, size);
        map.notes[0].quadrant = scene.quadrants[quadrant].id.clone();
        map.notes[0].at = Some(point);
        let after = layout.scene(&map);
        let expected = scene.quadrants[quadrant].rect.min + vec2(point.x as f32, point.y as f32);
        assert_eq!(after.notes[0].rect.min, expected);
        assert_eq!(after.bounds, scene.bounds, "the board stays as it is");
        assert!(!after.notes[0].rect.intersects(after.badge.rect));
    }
}

#[test]
fn a_free_place_is_where_it_was_asked_for_when_nothing_is_there() {
    let map = map(vec![]);
    let near = Some(Point { x: 133.0, y: 177.0 });
    assert_eq!(
        layout().free_places(&map, &QuadrantId::new("feels"), &["new"], near),
        near.into_iter().collect::<Vec<_>>()
    );
}

#[test]
fn reading_order_goes_by_quadrant_then_rows_then_left_to_right() {
    let scene = layout().scene(&map(vec![
        note_at("d", "feels", "d", 20.0, 60.0),
        note_at("c", "thinks", "c", 20.0, 200.0),
        note_at("b", "thinks", "b", 300.0, 62.0),
        note_at("a", "thinks", "a", 20.0, 70.0),
    ]));
    let order: Vec<_> = scene.reading_order().iter().map(|&index| scene.notes[index].id.to_string()).collect();
    assert_eq!(order, ["a", "b", "c", "d"]);
}

#[test]
fn tidying_puts_the_notes_of_a_theme_next_to_each_other() {
    let mut map =
        map((0..6).map(|i| note_at(&format!("n{i}"), "thinks", "text", 20.0, 60.0 + 90.0 * f64::from(i))).collect());
    map.themes.push(Theme { id: ThemeId::new("t"), title: "Passed around".into(), extra: Default::default() });
    map.notes[1].theme = Some(ThemeId::new("t"));
    map.notes[5].theme = Some(ThemeId::new("t"));
    let order: Vec<_> =
        layout().tidy(&map, &QuadrantId::new("thinks")).into_iter().map(|(id, _)| id.to_string()).collect();
    assert_eq!(order, ["n0", "n1", "n5", "n2", "n3", "n4"]);
}

#[test]
fn any_number_of_quadrants_makes_a_grid() {
    let mut map = map(many(8));
    for (index, quadrant) in map.quadrants.iter_mut().enumerate() {
        (quadrant.column, quadrant.row) = (index as u8 * 3 % 7, 0);
    }
    let mut sixth = map.quadrants[0].clone();
    sixth.id = QuadrantId::new("again");
    map.quadrants.push(sixth);
    let scene = layout().scene(&map);
    assert_nothing_outside(&scene);
    assert_eq!(scene.quadrants.len(), 5);
}

#[test]
fn long_headings_grow_instead_of_being_cut() {
    let mut map = map(many(4));
    for quadrant in &mut map.quadrants {
        quadrant.title = "A title that somebody made far too long for any heading".into();
        quadrant.prompt = "And a question that goes on, and on, and on, until nobody remembers how it began".into();
    }
    map.persona.role = "A role with very many words, so that no circle can hold them, however large it may be".into();
    let scene = layout().scene(&map);
    assert_nothing_outside(&scene);
    for quadrant in &scene.quadrants {
        assert!(quadrant.rect.contains_rect(quadrant.title_rect) && quadrant.rect.contains_rect(quadrant.prompt_rect));
        assert!(
            !quadrant.prompt_rect.intersects(scene.badge.rect) && !quadrant.title_rect.intersects(scene.badge.rect)
        );
    }
}

fn any_notes() -> impl Strategy<Value = Vec<Note>> {
    let drawn = (0..4usize, 0..40usize, prop::option::of((-100.0..900.0f64, -100.0..900.0f64)), 0..3usize);
    prop::collection::vec(drawn, 0..40).prop_map(|notes| {
        let numbered = notes.into_iter().enumerate();
        let placed = numbered.map(|(index, (quadrant, words, at, theme))| Note {
            at: at.map(|(x, y)| Point { x, y }),
            theme: (theme > 0).then(|| ThemeId::new(format!("t{theme}"))),
            ..note(
                &format!("n{index}"),
                ["thinks", "feels", "does", "pains"][quadrant],
                &"some words ".repeat(words / 4),
            )
        });
        placed.collect()
    })
}

fn themed(notes: Vec<Note>) -> EmpathyMap {
    let mut map = map(notes);
    map.themes = ["t1", "t2"]
        .map(|id| Theme { id: ThemeId::new(id), title: format!("Theme {id}"), extra: Default::default() })
        .into();
    map
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..Default::default() })]

    #[test]
    fn whatever_is_on_a_map_lies_inside_and_off_the_badge(notes in any_notes()) {
        let scene = layout().scene(&themed(notes));
        assert_nothing_outside(&scene);
        for note in &scene.notes {
            prop_assert!(!note.rect.shrink(0.5).intersects(scene.badge.rect), "{}", note.id);
        }
    }

    #[test]
    fn tidying_leaves_no_overlap_and_tidying_again_changes_nothing(notes in any_notes()) {
        let mut map = themed(notes);
        let mut layout = layout();
        let tidy = |map: &mut EmpathyMap, layout: &mut empathy_map::scene::Layout| {
            for quadrant in ["thinks", "feels", "does", "pains"] {
                for (id, at) in layout.tidy(map, &QuadrantId::new(quadrant)) {
                    map.notes.iter_mut().find(|note| note.id == id).expect("exists").at = Some(at);
                }
            }
        };
        tidy(&mut map, &mut layout);
        let scene = layout.scene(&map);
        prop_assert_eq!(overlapping(&scene), None);
        assert_nothing_outside(&scene);
        for (id, at) in layout.tidy(&map, &QuadrantId::new("pains")) {
            prop_assert_eq!(map.note(&id).and_then(|note| note.at), Some(at));
        }
    }

    #[test]
    fn free_places_are_free(notes in any_notes(), count in 1..30usize, near in prop::option::of((0.0..800.0f64, 0.0..800.0f64))) {
        let mut map = themed(notes);
        let mut layout = layout();
        let before = overlapping(&layout.scene(&map));
        prop_assume!(before.is_none());
        let text = "a new note with some words in it";
        let near = near.map(|(x, y)| Point { x, y });
        let places = layout.free_places(&map, &QuadrantId::new("does"), &vec![text; count], near);
        prop_assert_eq!(places.len(), count);
        for (index, at) in places.into_iter().enumerate() {
            map.notes.push(Note { author: "Ana".into(), ..note_at(&format!("new{index}"), "does", text, at.x, at.y) });
        }
        let scene = layout.scene(&map);
        prop_assert_eq!(overlapping(&scene), None);
        assert_nothing_outside(&scene);
    }
}
