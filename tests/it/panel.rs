//! The panel, worked on by a person through the names that a screen reader says.

mod causes;
mod depth;
mod inspect;
mod proposals;
mod stage;
mod strength;
mod summarise;
mod themes;
mod unknown;
mod wordings;

use empathy_map::model::*;

/// Six notes in three quadrants, two needs, a motivation and a theme.
fn map() -> EmpathyMap {
    let note = |id: &str, quadrant: &str, text: &str| Note::new(NoteId::new(id), QuadrantId::new(quadrant), text);
    let ids = |ids: &[&str]| ids.iter().map(|id| NoteId::new(*id)).collect::<Vec<_>>();
    let story = Need {
        because: "every hand-over makes her start from zero".into(),
        supports: ids(&["n1", "n2", "n3"]),
        ..Need::new("d1".into(), "tell her story once")
    };
    let bill = Need::new("d2".into(), "understand a bill before she pays it");
    let seriously = Motivation { supports: ids(&["n4"]), ..Motivation::new("m1".into(), "being taken seriously") };
    let mut notes = vec![
        note("n1", "pains", "Explains the same thing three times"),
        note("n2", "pains", "Chat closes at six"),
        note("n3", "does", "Keeps screenshots of every bill"),
        note("n4", "feels", "Not taken seriously"),
        note("n5", "thinks", "I should just cancel"),
        note("n6", "does", "Asks a friend who works there"),
    ];
    notes[0].theme = Some("t1".into());
    notes[1].theme = Some("t1".into());
    EmpathyMap {
        title: "Dana and the surprising bill".into(),
        persona: Persona { name: "Dana".into(), ..Persona::default() },
        themes: vec![Theme { id: "t1".into(), title: "Passed around".into(), extra: Extra::default() }],
        notes,
        needs: vec![story, bill],
        motivations: vec![seriously],
        ..EmpathyMap::default()
    }
}

/// "I should just cancel", but she asks a friend.
fn tension() -> Tension {
    Tension {
        id: "x1".into(),
        this: vec!["n5".into()],
        but: vec!["n6".into()],
        insight: String::new(),
        extra: Extra::default(),
    }
}
