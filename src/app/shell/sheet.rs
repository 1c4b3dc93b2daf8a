//! The shortcut sheet: all keys and gestures, made from the commands themselves.

use eframe::egui;
use egui::{Id, RichText, vec2};

use crate::app::command::{Group, key_names};
use crate::app::theme::{regular, semibold};
use crate::app::{Command, state::Look};
use crate::scene::Ink;

use super::{Flow, widgets};

const COLUMN: f32 = 300.0;

/// What the pointer does, and keys that belong to a place instead of the whole window.
fn gestures(look: Look) -> [(&'static str, Vec<(&'static str, &'static str)>); 5] {
    let (scroll, ctrl_scroll) =
        if look.wheel_zooms { ("Zoom", "Move the map up and down") } else { ("Move the map", "Zoom") };
    [
        (
            "Pointer",
            vec![
                ("Double-click", "Write a note there"),
                ("Drag a note", "Move it, with all that is selected"),
                ("Drag on free space", "Select what lies in the frame"),
                ("Shift + click", "Add to the selection"),
                ("Drag onto a card", "Attach notes as support"),
                ("Alt + drop on a card", "Attach notes as contradiction"),
            ],
        ),
        (
            "Moving around",
            vec![
                ("Space + drag", "Move the map"),
                ("Middle button + drag", "Move the map"),
                ("Scroll", scroll),
                ("Ctrl + scroll", ctrl_scroll),
                ("Pinch", "Zoom"),
            ],
        ),
        (
            "In a note",
            vec![
                ("Enter", "Finish the note"),
                ("Shift + Enter", "Begin a new line"),
                ("Tab", "Go to the next note"),
                ("Arrow keys", "Move the selected notes a little"),
            ],
        ),
        (
            "In the outline",
            vec![
                ("Arrow keys", "Go up and down; fold, unfold"),
                ("Shift + arrow keys", "Select on the way"),
                ("Ctrl + arrow keys", "Go without selecting"),
                ("Space", "Select, or not any more"),
                ("Alt + arrow keys", "Put needs and themes in order"),
                ("Shift + letters", "Go to a row by its first letters"),
                ("Shift + F10", "Menu of the row"),
            ],
        ),
        (
            "On a suggestion",
            vec![
                ("Enter", "Accept it"),
                ("Delete", "Dismiss it"),
                ("F2", "Change the name of a theme"),
                ("Space", "Show its notes"),
            ],
        ),
    ]
}

/// A block of the sheet: a heading with its rows.
struct Block {
    title: &'static str,
    rows: Vec<Row>,
}

struct Row {
    what: String,
    /// Ways to do it; each is pressed together.
    keys: Vec<Vec<String>>,
}

fn blocks(look: Look, on_mac: bool) -> Vec<Block> {
    let of_group = |group: Group| Block {
        title: group.label(),
        rows: Command::all()
            .filter(|command| command.group() == group && !command.shortcuts().is_empty())
            .map(|command| Row {
                what: command.label().trim_end_matches('…').to_owned(),
                keys: shown_keys(command, on_mac),
            })
            .collect(),
    };
    let pointer = gestures(look).into_iter().map(|(title, rows)| Block {
        title,
        rows: (rows.into_iter())
            .map(|(how, what)| Row { what: what.to_owned(), keys: vec![how.split(" + ").map(str::to_owned).collect()] })
            .collect(),
    });
    Group::ALL.into_iter().map(of_group).chain(pointer).collect()
}

/// The keys of each shortcut, without those that look alike.
fn shown_keys(command: Command, on_mac: bool) -> Vec<Vec<String>> {
    let names = |shortcut| key_names(shortcut, on_mac).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut shown: Vec<Vec<String>> = command.shortcuts().iter().map(names).collect();
    // `?` needs Shift on most keyboards, `+` is the shifted `=` on some; one of the two is enough to read.
    shown.dedup_by(|later, earlier| later.last() == earlier.last() || later.last().is_some_and(|key| key == "="));
    shown.truncate(2);
    shown
}

/// Shows the sheet.
pub fn show(ctx: &egui::Context, id: Id, look: Look) -> Flow {
    let room = ctx.content_rect().width();
    let columns = if room > 1040.0 {
        3
    } else if room > 720.0 {
        2
    } else {
        1
    };
    let width = columns as f32 * (COLUMN + 24.0);
    let mut done = false;
    let modal = widgets::modal(ctx, id, "Shortcuts", width, |ui| {
        ui.horizontal(|ui| {
            widgets::heading(ui, "Shortcuts");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                done = ui.add(widgets::secondary("Close")).clicked();
            });
        });
        ui.add_space(8.0);
        widgets::scroll(ui, 60.0, |ui| {
            columns_ui(ui, &blocks(look, ctx.os().is_mac()), columns);
        });
    });
    if done || modal.should_close() { Flow::Close } else { Flow::Stay }
}

fn columns_ui(ui: &mut egui::Ui, blocks: &[Block], columns: usize) {
    let total: usize = blocks.iter().map(|block| block.rows.len() + 2).sum();
    let share = total.div_ceil(columns);
    let mut blocks = blocks.iter().peekable();
    let mut placed = 0;
    ui.columns(columns, |columns| {
        let count = columns.len();
        for (at, ui) in columns.iter_mut().enumerate() {
            ui.spacing_mut().item_spacing = vec2(4.0, 5.0);
            while let Some(block) = blocks.peek() {
                // A block goes where its middle falls.
                let middle = placed + (block.rows.len() + 2) / 2;
                if at + 1 < count && middle > share * (at + 1) {
                    break;
                }
                placed += block.rows.len() + 2;
                block_ui(ui, block);
                blocks.next();
            }
        }
    });
}

fn block_ui(ui: &mut egui::Ui, block: &Block) {
    ui.label(RichText::new(block.title).font(semibold(13.5)).color(widgets::color(ui, Ink::Accent)));
    for row in &block.rows {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            let text = RichText::new(&row.what).font(regular(13.0));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(8.0);
                for (at, keys) in row.keys.iter().enumerate().rev() {
                    let keys: Vec<String> = keys.iter().rev().cloned().collect();
                    widgets::key_caps(ui, &keys);
                    if at > 0 {
                        ui.label(RichText::new("or").font(regular(11.0)).color(widgets::color(ui, Ink::Muted)));
                    }
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    }
    ui.add_space(14.0);
}
