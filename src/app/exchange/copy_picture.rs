//! A picture of the map, or of some of its notes, on the clipboard: painted on a thread of its own.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use eframe::egui::{self, ColorImage, Rect, Vec2};

use crate::app::App;
use crate::export::{self, Pixels, Progress};
use crate::model::{EmpathyMap, NoteId};
use crate::scene::{FontBook, Layout, Palette, Part, Role, Scene, Sheet};

/// Pixels for each board unit, where the picture does not get too large by it.
const SCALE: f32 = 2.0;
/// Most pixels of a picture on the clipboard: the system packs it while the window waits.
const MOST_PIXELS: f32 = 6_000_000.0;
/// Space around notes that are copied without the map, in board units.
const MARGIN: f32 = 24.0;

/// A picture that is being painted for the clipboard.
pub(super) struct Copying {
    what: String,
    answer: Receiver<Result<Pixels, String>>,
}

impl App {
    /// Puts a picture of the whole map on the clipboard.
    pub(super) fn copy_map_picture(&mut self, ctx: &egui::Context) {
        self.copy_picture(ctx, "the map".to_owned(), |layout, map| Some(layout.sheet(map, Part::Map)));
    }

    /// Puts a picture of the selected notes on the clipboard, as they lie on the map.
    pub(super) fn copy_notes_picture(&mut self, ctx: &egui::Context) {
        let Some(editor) = &self.editor else { return };
        let notes: BTreeSet<NoteId> = editor.view.selection.notes().cloned().collect();
        let what = match notes.len() {
            0 => return self.toasts.say("Select notes first, then copy their picture."),
            1 => "1 note".to_owned(),
            count => format!("{count} notes"),
        };
        self.copy_picture(ctx, what, move |layout, map| of_notes(&layout.scene(map), &notes));
    }

    fn copy_picture(
        &mut self,
        ctx: &egui::Context,
        what: String,
        lay_out: impl FnOnce(&mut Layout, &EmpathyMap) -> Option<Sheet> + Send + 'static,
    ) {
        let Some(editor) = &self.editor else { return };
        let (map, palette) = (editor.map().clone(), self.look.palette);
        let (system_fonts, wake) = (self.services.system_fonts, ctx.clone());
        let (answer, answers) = channel();
        std::thread::spawn(move || {
            let mut layout = Layout::new(FontBook::new(system_fonts));
            let painted = match lay_out(&mut layout, &map) {
                Some(sheet) => paint(&sheet, &mut layout, palette),
                None => Err("These notes are not on the map any more.".to_owned()),
            };
            // A window that was closed meanwhile needs no answer.
            let _ = answer.send(painted);
            wake.request_repaint();
        });
        self.exchange.copying = Some(Copying { what, answer: answers });
    }

    /// Looks at the picture that is being painted.
    pub(super) fn tend_copying(&mut self, ctx: &egui::Context) {
        let Some(copying) = &self.exchange.copying else { return };
        let answer = match copying.answer.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => Err("Painting it failed in a way that should not happen.".to_owned()),
        };
        let Some(Copying { what, .. }) = self.exchange.copying.take() else { return };
        match answer {
            Ok(Pixels { width, height, rgba }) => {
                ctx.copy_image(ColorImage::from_rgba_unmultiplied([width as usize, height as usize], &rgba));
                // Whether the system took it, nobody tells.
                self.toasts.say(format!("A picture of {what} went to the clipboard ({width} × {height} pixels)."));
            }
            Err(reason) => self.toasts.say(format!("No picture was copied. {reason}")),
        }
    }
}

fn paint(sheet: &Sheet, layout: &mut Layout, palette: Palette) -> Result<Pixels, String> {
    let largest = (MOST_PIXELS / (sheet.size.x * sheet.size.y).max(1.0)).sqrt();
    let painted = export::pixels(sheet, layout.fonts(), palette, SCALE.min(largest), &Progress::default());
    painted.map_err(|error| error.to_string())
}

/// A sheet with these notes alone, each where it lies; `None` where none of them is there.
fn of_notes(scene: &Scene, notes: &BTreeSet<NoteId>) -> Option<Sheet> {
    let around = (scene.notes.iter().filter(|note| notes.contains(&note.id)))
        .fold(Rect::NOTHING, |around, note| around.union(note.rect));
    if !around.is_positive() {
        return None;
    }
    let mut sheet = Sheet::of_scene(scene);
    sheet.pieces.retain(|piece| matches!(&piece.role, Role::Note { id, .. } if notes.contains(id)));
    let shift = scene.bounds.min - around.min + Vec2::splat(MARGIN);
    sheet.pieces.iter_mut().for_each(|piece| piece.offset += shift);
    sheet.size = (around.size() + Vec2::splat(2.0 * MARGIN)).ceil();
    Some(sheet)
}
