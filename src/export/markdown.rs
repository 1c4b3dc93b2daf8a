//! An outline of the map in Markdown: quadrants, themes and notes, then what follows from them, with the notes behind it.
//!
//! Votes, tags, feelings, comments and unknown keys are not in it. The texts of a map only ever say what they say, see
//! [`escape`]. `import/markdown` reads all of it again, so its labels change in both places.

pub(super) mod escape;

use std::fmt::Write as _;
use std::io;

use self::escape::{text, words};
use crate::model::{Cause, EmpathyMap, Motivation, Need, Note, NoteId, People, Plan, Tension};
use crate::synthesis::{Strengths, gaps};

/// Writes the outline of `map`.
///
/// # Errors
/// When `out` fails.
pub fn write(map: &EmpathyMap, out: &mut dyn io::Write) -> io::Result<()> {
    let mut outline = Outline { map, people: People::of(map), strengths: Strengths::new(map), blocks: Vec::new() };
    outline.head();
    outline.notes();
    outline.needs();
    outline.motivations();
    outline.tensions();
    outline.gaps();
    out.write_all(outline.blocks.join("\n\n").as_bytes())?;
    out.write_all(b"\n")
}

struct Outline<'m> {
    map: &'m EmpathyMap,
    people: People<'m>,
    strengths: Strengths<'m>,
    /// What an empty line parts from each other.
    blocks: Vec<String>,
}

impl Outline<'_> {
    fn heading(&mut self, level: usize, title: &str, otherwise: &str) {
        let title = if title.trim().is_empty() { otherwise } else { title };
        self.blocks.push(format!("{} {}", "#".repeat(level), words(title)));
    }

    fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.blocks.push(items.join("\n"));
        }
    }

    fn head(&mut self) {
        let map = self.map;
        let persona = &map.persona;
        self.heading(1, &map.title, "Empathy map");
        let name = Some(words(&persona.name)).filter(|name| !name.is_empty()).map(|name| format!("**{name}**"));
        let role = Some(words(&persona.role)).filter(|role| !role.is_empty() && name.is_some());
        let role_alone = if role.is_some() { String::new() } else { persona.role.clone() };
        let who: Vec<String> = name.into_iter().chain(role).collect();
        if !who.is_empty() {
            self.blocks.push(who.join(", "));
        }
        self.list(labelled("", [("Role", &role_alone), ("Scenario", &persona.scenario), ("Goal", &persona.goal)]));
        if !persona.about.trim().is_empty() {
            self.blocks.push(text(&persona.about, ""));
        }
    }

    fn notes(&mut self) {
        let map = self.map;
        for quadrant in &map.quadrants {
            self.heading(2, &quadrant.title, "Untitled quadrant");
            if !quadrant.prompt.trim().is_empty() {
                self.blocks.push(format!("*{}*", words(&quadrant.prompt)));
            }
            let here = || map.notes.iter().filter(|note| note.quadrant == quadrant.id);
            self.list(here().filter(|note| note.theme.is_none()).map(item).collect());
            for theme in &map.themes {
                let notes: Vec<_> = here().filter(|note| note.theme.as_ref() == Some(&theme.id)).map(item).collect();
                if !notes.is_empty() {
                    self.heading(3, &theme.title, "Untitled theme");
                    self.list(notes);
                }
            }
        }
    }

    fn needs(&mut self) {
        if !self.map.needs.is_empty() {
            self.heading(2, "Needs", "");
        }
        for need in &self.map.needs {
            self.need(need);
        }
    }

    fn need(&mut self, need: &Need) {
        self.heading(3, &need.sentence(&self.map.persona), "");
        let mut items = labelled("", [("Because", &need.because), ("When", &need.when), ("So that", &need.so_that)]);
        let strength = self.strengths.of_need(need);
        items.push(format!("- Strength: {}. {}", strength.level.label(), words(&strength.reason)));
        let reach = self.people.behind_need(need);
        if reach.is_known() {
            items.push(format!("- Reach: {reach}"));
        }
        items.extend(need.priority.map(|priority| format!("- Priority: {}", priority.label())));
        items.extend(need.severity.map(|severity| format!("- Severity: {} of 4", severity.step())));
        for id in &need.motivations {
            items.extend(self.map.motivation(id).map(|driven| format!("- Motivation: {}", words(&driven.statement))));
        }
        items.extend(need.met_when.iter().map(|sign| format!("- Met when: {}", words(sign))));
        items.extend(plan(&need.plan));
        if !need.causes.is_empty() {
            items.push("- Causes".into());
            causes(&need.causes, 1, &mut items);
        }
        self.list(items);
        self.evidence("What speaks for it:", &need.supports);
        self.evidence("What speaks against it:", &need.contradicts);
    }

    fn motivations(&mut self) {
        if !self.map.motivations.is_empty() {
            self.heading(2, "Motivations", "");
        }
        for motivation in &self.map.motivations {
            self.motivation(motivation);
        }
    }

    fn motivation(&mut self, motivation: &Motivation) {
        self.heading(3, &motivation.statement, "Untitled motivation");
        let direction = motivation.direction.map(|direction| format!("- Direction: {}", direction.label()));
        let driver = motivation.driver.map(|driver| format!("- Driver: {}", driver.label()));
        self.list(direction.into_iter().chain(driver).collect());
        self.evidence("What speaks for it:", &motivation.supports);
        self.evidence("What speaks against it:", &motivation.contradicts);
    }

    fn tensions(&mut self) {
        if !self.map.tensions.is_empty() {
            self.heading(2, "Tensions", "");
        }
        for Tension { this, but, insight, .. } in &self.map.tensions {
            self.heading(3, insight, "Untitled tension");
            self.evidence("This:", this);
            self.evidence("But:", but);
        }
    }

    fn gaps(&mut self) {
        let gaps = gaps(self.map);
        if !gaps.is_empty() {
            self.heading(2, "What we do not know", "");
        }
        self.list(gaps.iter().map(|gap| format!("- {}", words(&gap.sentence(self.map)))).collect());
    }

    /// The notes that something rests on, each quoted.
    fn evidence(&mut self, label: &str, notes: &[NoteId]) {
        let notes: Vec<&Note> = notes.iter().filter_map(|id| self.map.note(id)).collect();
        if !notes.is_empty() {
            self.blocks.push(label.into());
            self.blocks.extend(notes.into_iter().map(|note| block("> ", note, "> ")));
        }
    }
}

fn item(note: &Note) -> String {
    block("- ", note, "  ")
}

/// A note with what it rests on, its first line after `first` and the others after `indent`.
fn block(first: &str, note: &Note, indent: &str) -> String {
    let evidence = note.evidence.map(|evidence| evidence.label().to_lowercase());
    let who = Some(note.who.as_slice()).filter(|who| !who.is_empty()).map(|who| format!("about {}", names(who)));
    let source = Some(note.source.trim()).filter(|source| !source.is_empty()).map(|source| format!("from {source}"));
    let rests_on: Vec<String> = (evidence.into_iter().chain(who).chain(source)).map(|part| words(&part)).collect();
    let text = text(&note.text, indent);
    match (text.is_empty(), rests_on.is_empty()) {
        (_, true) => format!("{first}{text}"),
        (true, false) => format!("{first}*({})*", rests_on.join("; ")),
        (false, false) => format!("{first}{text} *({})*", rests_on.join("; ")),
    }
}

/// Names with commas between them. One with a sign of those that part it from others stands in quotation marks, so that all
/// of them can be read again.
fn names(who: &[String]) -> String {
    let names = who.iter().map(|name| {
        let is_plain = !name.trim().is_empty() && !name.contains([',', ';', '"']);
        if is_plain { name.trim().to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
    });
    names.collect::<Vec<_>>().join(", ")
}

/// An item for each text that is there.
fn labelled<const N: usize>(indent: &str, parts: [(&str, &String); N]) -> Vec<String> {
    let there = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    there.map(|(label, text)| format!("{indent}- {label}: {}", words(text))).collect()
}

fn plan(plan: &Plan) -> Vec<String> {
    let mut items = labelled(
        "  ",
        [
            ("Awareness", &plan.awareness),
            ("Acknowledgment", &plan.acknowledgment),
            ("Action", &plan.action),
            ("Advocacy", &plan.advocacy),
        ],
    );
    if !items.is_empty() {
        items.insert(0, "- Plan".into());
    }
    items
}

fn causes(causes_here: &[Cause], level: usize, items: &mut Vec<String>) {
    for cause in causes_here {
        let text = words(&cause.text);
        // A dash with nothing behind it would make a heading of the line above.
        let mut item = format!("{}- {}", "  ".repeat(level), if text.is_empty() { "…" } else { &text });
        if let Some(evidence) = cause.evidence {
            // A line of a text cannot fail to grow.
            let _ = write!(item, " *({})*", evidence.label().to_lowercase());
        }
        items.push(item);
        causes(&cause.causes, level + 1, items);
    }
}
