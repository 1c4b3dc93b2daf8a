//! Texts with some of their words marked.

use std::ops::Range;

use eframe::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, TextFormat};

use crate::app::shell::widgets;
use crate::app::theme::{regular, semibold};
use crate::scene::Ink;

/// Adds a text to a job, with the words in these places marked.
pub fn append(ui: &egui::Ui, job: &mut LayoutJob, text: &str, emphasis: &[Range<usize>], size: f32, ink: Ink) {
    let format = |font: FontId| TextFormat::simple(font, widgets::color(ui, ink));
    let marked = TextFormat {
        color: widgets::color(ui, Ink::Text),
        background: widgets::color(ui, Ink::AccentSoft),
        ..format(semibold(size))
    };
    let mut at = 0;
    for range in emphasis {
        job.append(&text[at..range.start], 0.0, format(regular(size)));
        job.append(&text[range.clone()], 0.0, marked.clone());
        at = range.end;
    }
    job.append(&text[at..], 0.0, format(regular(size)));
}

/// A job on so many lines of this width at most.
pub fn job(width: f32, most_lines: usize) -> LayoutJob {
    let wrap = TextWrapping { max_rows: most_lines, ..TextWrapping::wrap_at_width(width) };
    LayoutJob { wrap, ..LayoutJob::default() }
}
