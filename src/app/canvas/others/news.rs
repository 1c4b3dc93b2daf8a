//! Who came and who went, said to screen readers, several at once in one sentence.

use std::collections::BTreeMap;

use eframe::egui;
use egui::accesskit::{Live, Role};
use egui::{Rect, Response, Sense};

use crate::app::Cx;
use crate::session::PersonId;

/// So long news are gathered before they are told, in seconds: a class that joins is one sentence.
const GATHER_SECS: f64 = 1.0;
/// So many are named; of more, the number is told.
const NAMED: usize = 3;

/// Who is here, and what was not told yet.
#[derive(Default)]
pub struct News {
    known: BTreeMap<PersonId, String>,
    joined: Vec<(PersonId, String)>,
    left: Vec<(PersonId, String)>,
    tell_at_secs: Option<f64>,
    sentence: String,
}

/// Tells who came and who went.
pub fn tell(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let news = &mut cx.view.canvas.others.news;
    let now_secs = ui.input(|input| input.time);
    let people = &cx.view.others;
    let same = people.len() == news.known.len() && people.iter().all(|person| news.known.contains_key(&person.id));
    if !same {
        let here = people.iter().map(|person| (person.id, person.name.clone())).collect();
        news.hear(here);
        news.tell_at_secs.get_or_insert(now_secs + GATHER_SECS);
    }
    if let Some(at) = news.tell_at_secs {
        if now_secs >= at {
            news.tell_at_secs = None;
            news.speak();
        } else {
            ui.ctx().request_repaint_after_secs((at - now_secs) as f32);
        }
    }
    if !news.sentence.is_empty() {
        let id = canvas.id.with("who came and went");
        ui.interact(Rect::from_min_max(canvas.rect.min, canvas.rect.min), id, Sense::empty());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            node.set_label(news.sentence.as_str());
        });
    }
}

impl News {
    fn hear(&mut self, here: BTreeMap<PersonId, String>) {
        let before = std::mem::take(&mut self.known);
        for (&person, name) in here.iter().filter(|(person, _)| !before.contains_key(person)) {
            note(person, name, &mut self.left, &mut self.joined);
        }
        for (&person, name) in before.iter().filter(|(person, _)| !here.contains_key(person)) {
            note(person, name, &mut self.joined, &mut self.left);
        }
        self.known = here;
    }

    fn speak(&mut self) {
        let parts = [(&mut self.joined, "joined"), (&mut self.left, "left")];
        let sentences = parts.into_iter().filter_map(|(people, what)| {
            let people: Vec<String> = people.drain(..).map(|(_, name)| name).collect();
            (!people.is_empty()).then(|| format!("{} {what}", list(&people)))
        });
        let sentences: Vec<String> = sentences.collect();
        if !sentences.is_empty() {
            self.sentence = sentences.join(". ");
        }
    }
}

/// Notes that somebody came or went, unless the opposite was not told yet.
fn note(person: PersonId, name: &str, opposite: &mut Vec<(PersonId, String)>, list: &mut Vec<(PersonId, String)>) {
    let untold = opposite.len();
    opposite.retain(|(other, _)| *other != person);
    if opposite.len() == untold {
        list.push((person, name.to_owned()));
    }
}

fn list(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [most @ .., last] if names.len() <= NAMED => format!("{} and {last}", most.join(", ")),
        _ => format!("{} people", names.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(names: &[&str]) -> BTreeMap<PersonId, String> {
        names.iter().map(|name| (PersonId(name.bytes().map(u64::from).sum()), (*name).to_owned())).collect()
    }

    #[test]
    fn news_are_told_together_and_what_cancels_out_is_not() {
        let mut news = News::default();
        news.hear(here(&["Mei"]));
        news.hear(here(&["Mei", "Jonas"]));
        news.speak();
        assert_eq!(news.sentence, "Mei and Jonas joined");
        news.hear(here(&["Jonas"]));
        news.hear(here(&["Jonas", "Mei"]));
        news.speak();
        assert_eq!(news.sentence, "Mei and Jonas joined", "a connection that came back is no news");
        news.hear(here(&["Mei", "Ana", "Bo", "Cy", "Di"]));
        news.speak();
        assert_eq!(news.sentence, "4 people joined. Jonas left");
    }
}
