//! What to export, and how large it will be.

use eframe::egui;
use egui::{DragValue, Id, RichText, Vec2};

use crate::app::{App, Message};
use crate::model::Tone;
use crate::scene::{Ink, Palette};

use super::{ExportFormat, ExportPart, ExportSize, ExportWish, Flow, widgets};

/// No picture is wider or higher than this many pixels.
const MOST_PIXELS: f32 = 32_000.0;

/// The state of the window while it is open.
#[derive(Clone, Debug)]
pub struct ExportWindow {
    wish: ExportWish,
    by_width: bool,
    scale: f32,
    width: u32,
    parts: Vec<(ExportPart, Vec2)>,
    warnings: Vec<String>,
}

impl ExportWindow {
    /// Asks what to export. `parts` are what there is to show, each with its size in board units; `warnings` say what a
    /// picture cannot show.
    pub fn new(parts: Vec<(ExportPart, Vec2)>, palette: Palette, warnings: Vec<String>) -> Self {
        let wish = ExportWish {
            format: ExportFormat::Png,
            part: parts.first().map_or(ExportPart::Map, |(part, _)| *part),
            palette,
            size: ExportSize::Scale(2.0),
            clean: false,
        };
        Self { wish, by_width: false, scale: 2.0, width: 3840, parts, warnings }
    }

    /// Width and height of the picture in pixels.
    fn pixels(&self) -> Vec2 {
        let size = self.parts.iter().find(|(part, _)| *part == self.wish.part).map_or(Vec2::ZERO, |(_, size)| *size);
        let scale = if self.by_width { self.width as f32 / size.x.max(1.0) } else { self.scale };
        (size * scale).round()
    }

    /// Shows the window.
    pub(super) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        let mut go = false;
        let mut cancel = false;
        let modal = widgets::modal(ctx, id, "Export", 500.0, |ui| {
            widgets::heading(ui, "Export");
            ui.add_space(8.0);
            widgets::scroll(ui, 110.0, |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                let formats = [(ExportFormat::Png, "Picture (PNG)"), (ExportFormat::Json, "Map file (JSON)")];
                widgets::segments(ui, &mut self.wish.format, &formats);
                match self.wish.format {
                    ExportFormat::Png => self.picture_ui(ui),
                    ExportFormat::Json => {
                        ui.checkbox(&mut self.wish.clean, "Without authors, votes, sources and comments");
                        widgets::muted(ui, "A copy of the map, for another program or another person.");
                    }
                }
            });
            ui.add_space(8.0);
            widgets::buttons_row(ui, |ui| {
                go = ui.add_enabled(self.is_possible(), widgets::primary("Export…", ui)).clicked();
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
            });
        });
        if go {
            self.wish.size = if self.by_width { ExportSize::Width(self.width) } else { ExportSize::Scale(self.scale) };
            app.outbox().push(Message::Export(self.wish));
            return Flow::Close;
        }
        if cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    fn is_possible(&self) -> bool {
        self.wish.format == ExportFormat::Json || self.pixels().max_elem() <= MOST_PIXELS
    }

    fn picture_ui(&mut self, ui: &mut egui::Ui) {
        if self.parts.len() > 1 {
            widgets::caption(ui, "What is on it");
            let label = |part| match part {
                ExportPart::Map => "The map",
                ExportPart::Summary => "Needs and motivations",
                ExportPart::All => "Both",
            };
            let choices: Vec<_> = self.parts.iter().map(|(part, _)| (*part, label(*part))).collect();
            widgets::segments(ui, &mut self.wish.part, &choices);
        }
        widgets::caption(ui, "Theme");
        widgets::segments(ui, &mut self.wish.palette, &[(Palette::Light, "Light"), (Palette::Dark, "Dark")]);
        widgets::caption(ui, "Size");
        ui.horizontal(|ui| {
            widgets::segments(ui, &mut self.by_width, &[(false, "By scale"), (true, "By width")]);
            if self.by_width {
                let value = DragValue::new(&mut self.width).range(64..=32_000).speed(10.0).suffix(" px");
                ui.add(value).accessible_name("Width in pixels");
            } else {
                let value = DragValue::new(&mut self.scale).range(0.1..=8.0).speed(0.05).prefix("× ").max_decimals(2);
                ui.add(value).accessible_name("Scale");
            }
        });
        let pixels = self.pixels();
        ui.label(format!("{} × {} px", pixels.x, pixels.y));
        let mut warnings = self.warnings.clone();
        if !self.is_possible() {
            warnings.push(format!("Too large: at most {MOST_PIXELS} pixels a side. Choose a smaller size."));
        }
        for warning in &warnings {
            ui.label(RichText::new(warning).color(widgets::color(ui, Ink::Strong(Tone::Amber))));
        }
    }
}
