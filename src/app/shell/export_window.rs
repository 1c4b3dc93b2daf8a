//! What to export, how it will look, how large it will be, and what a reader would miss.

mod choices;
mod formats;
mod outlook;

use eframe::egui;
use egui::accesskit::Role;
use egui::{DragValue, Id, RichText, TextureHandle, TextureOptions, WidgetInfo, vec2};
use egui_material_icons::icons;

use crate::app::latest::{Failed, Latest};
use crate::app::theme::{metrics, regular};
use crate::app::{App, Editor, Message};
use crate::export::pdf::Paper;
use crate::export::{Format, Order, Quotes};
use crate::file::ExportChoices;
use crate::model::{EmpathyMap, Tone};
use crate::scene::{Ink, Palette, Part};

use super::{Flow, keep_settings, widgets};
use outlook::{Look, Outlook, Question, look_ahead};

pub(super) use choices::order;

/// Below this width, the look stands above the choices.
const TWO_COLUMNS: f32 = 680.0;
/// Width of the look beside the choices.
const LOOK_WIDTH: f32 = 400.0;

/// The state of the window while it is open.
pub struct ExportWindow {
    order: Order,
    choices: ExportChoices,
    parts: Vec<Part>,
    ahead: Latest<Question, Outlook>,
    asked: Option<Question>,
    outlook: Option<Outlook>,
    picture: Option<TextureHandle>,
    /// Why there is no outlook.
    trouble: Option<Failed>,
}

/// What of a map there is something to show of.
pub(super) fn parts(map: &EmpathyMap) -> Vec<Part> {
    let has_summary = !(map.needs.is_empty() && map.motivations.is_empty() && map.tensions.is_empty());
    if has_summary { Part::ALL.to_vec() } else { vec![Part::Map] }
}

impl ExportWindow {
    /// Asks what of the open map to export, beginning with what was chosen the last time.
    pub fn new(
        ctx: &egui::Context,
        editor: &Editor,
        choices: ExportChoices,
        window: Palette,
        system_fonts: bool,
    ) -> Self {
        let parts = parts(editor.map());
        Self {
            order: order(&choices, window, &parts),
            choices,
            parts,
            ahead: look_ahead(ctx, editor.map().clone(), system_fonts),
            asked: None,
            outlook: None,
            picture: None,
            trouble: None,
        }
    }

    /// Shows the window.
    pub(super) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        self.take_outlook(ctx);
        let mut go = false;
        let mut cancel = false;
        let modal = widgets::modal(ctx, id, "Export", 860.0, |ui| {
            widgets::heading(ui, "Export");
            ui.add_space(8.0);
            let width = ui.available_width();
            if width < TWO_COLUMNS {
                // Some of the choices are seen below, so that nobody misses them.
                let height = (0.5 * widgets::scroll_room(ui, 120.0)).clamp(80.0, 180.0);
                widgets::scroll(ui, 120.0, |ui| {
                    self.look_ui(ui, vec2(width, height));
                    self.choices_ui(ui);
                });
            } else {
                let height = widgets::scroll_room(ui, 120.0).min(440.0);
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 24.0;
                    widgets::column(ui, "look", vec2(LOOK_WIDTH, height), |ui| {
                        self.look_ui(ui, vec2(LOOK_WIDTH, height - 110.0))
                    });
                    widgets::column(ui, "choices", vec2(width - LOOK_WIDTH - 24.0, height), |ui| {
                        widgets::scroll(ui, 120.0, |ui| self.choices_ui(ui));
                    });
                });
            }
            ui.add_space(8.0);
            widgets::buttons_row(ui, |ui| {
                go = ui.add_enabled(self.is_possible(), widgets::primary("Export…", ui)).clicked();
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| self.extent_ui(ui));
            });
        });
        if go {
            choices::keep(&mut self.choices, &self.order);
            app.settings.export.clone_from(&self.choices);
            keep_settings(app);
            app.outbox().push(Message::Export(self.order));
            return Flow::Close;
        }
        if cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    /// The outlook on what is chosen now, where it is known.
    fn current(&self) -> Option<&Outlook> {
        self.outlook.as_ref().filter(|outlook| outlook.order == self.order)
    }

    /// Whether it can be exported, as far as that is known.
    fn is_possible(&self) -> bool {
        self.current().is_none_or(|outlook| outlook.extent.is_ok())
    }

    fn take_outlook(&mut self, ctx: &egui::Context) {
        match self.ahead.answer() {
            Ok(None) => {}
            Ok(Some(mut outlook)) => {
                if let Look::Picture(image) = &mut outlook.look {
                    let image = std::mem::take(image);
                    self.picture = Some(ctx.load_texture("what will be exported", image, TextureOptions::LINEAR));
                }
                self.outlook = Some(outlook);
            }
            Err(failed) => self.trouble = Some(failed),
        }
    }

    /// How it will look, and what a reader would miss.
    fn look_ui(&mut self, ui: &mut egui::Ui, room: egui::Vec2) {
        let pixels = |points: f32| (points * ui.pixels_per_point()).clamp(16.0, 4096.0) as u16;
        let question = Question { order: self.order, room: [pixels(room.x - 16.0), pixels(room.y - 16.0)] };
        if self.asked != Some(question) {
            self.asked = Some(question);
            self.ahead.ask(question);
        }
        let (rect, response) = ui.allocate_exact_size(room, egui::Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Preview"));
        ui.painter().rect_filled(rect, metrics::CARD_RADIUS, widgets::color(ui, Ink::Page));
        let inner = rect.shrink(8.0);
        match (&self.outlook, &self.picture) {
            (Some(Outlook { look: Look::Picture(_), .. }), Some(picture)) => {
                let size = picture.size_vec2();
                let scale = (inner.width() / size.x).min(inner.height() / size.y);
                let page = egui::Rect::from_center_size(rect.center(), size * scale);
                egui::Image::new(picture).paint_at(ui, page);
                let line = egui::Stroke::new(1.0, widgets::color(ui, Ink::Line));
                ui.painter().rect_stroke(page, 0.0, line, egui::StrokeKind::Outside);
            }
            (Some(Outlook { look: Look::Text(text), .. }), _) => {
                let painter = ui.painter().with_clip_rect(inner);
                let color = widgets::color(ui, Ink::Text);
                let text = painter.layout_no_wrap(text.clone(), egui::FontId::monospace(11.5), color);
                painter.galley(inner.min, text, color);
            }
            _ => {}
        }
        ui.add_space(6.0);
        egui::ScrollArea::vertical().id_salt("check").max_height(96.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            self.check_ui(ui);
        });
    }

    fn check_ui(&self, ui: &mut egui::Ui) {
        let Some(outlook) = self.current() else {
            let text =
                if self.trouble.is_some() { "The preview cannot be shown. Exporting may work." } else { "Looking…" };
            widgets::muted(ui, text);
            return;
        };
        if let Some(check) = &outlook.check {
            let text = RichText::new(check.to_string()).font(regular(13.0));
            ui.horizontal(|ui| {
                if check.warnings.is_empty() {
                    let green = widgets::color(ui, Ink::Strong(Tone::Green));
                    ui.label(icons::ICON_CHECK_CIRCLE.rich_text().size(16.0).color(green));
                }
                ui.add(egui::Label::new(text).truncate());
            });
        }
        let amber = widgets::color(ui, Ink::Strong(Tone::Amber));
        for warning in outlook.extent.as_ref().err().into_iter().chain(outlook.warnings()) {
            ui.horizontal_top(|ui| {
                ui.label(icons::ICON_WARNING.rich_text().size(16.0).color(amber));
                ui.add(egui::Label::new(RichText::new(warning).color(amber)).wrap());
            });
        }
    }

    /// How large it will be, beside the buttons, so that it is always seen.
    fn extent_ui(&self, ui: &mut egui::Ui) {
        if let Some(Ok(extent)) = self.current().map(|outlook| &outlook.extent) {
            ui.add(egui::Label::new(extent).truncate());
        }
    }

    fn choices_ui(&mut self, ui: &mut egui::Ui) {
        ui.spacing_mut().item_spacing.y = 8.0;
        widgets::caption(ui, "Format");
        formats::show(ui, &mut self.order.format);
        if self.order.format.is_picture() {
            self.picture_choices_ui(ui);
        }
        widgets::caption(ui, "Privacy");
        ui.checkbox(&mut self.order.clean, "Leave out names, sources and votes");
        if self.order.clean {
            let mut hides_quotes = self.order.quotes == Quotes::Hide;
            ui.checkbox(&mut hides_quotes, "Hide what people said word for word");
            self.order.quotes = if hides_quotes { Quotes::Hide } else { Quotes::Keep };
        }
        if self.order.format.is_picture() {
            self.carried_map_ui(ui);
        }
    }

    /// Whether the picture can be opened as a map again, and what that means.
    fn carried_map_ui(&mut self, ui: &mut egui::Ui) {
        let Order { clean, carries_map, .. } = &mut self.order;
        let mut shown = *carries_map && !*clean;
        if ui.add_enabled(!*clean, egui::Checkbox::new(&mut shown, "The picture carries the map")).changed() {
            *carries_map = shown;
        }
        let sentence = match (*clean, *carries_map) {
            (true, _) => "What is left out of the picture is not hidden in it either: it carries no map.",
            (false, true) => {
                "Whoever gets the picture can open the whole map from it, also what the picture does not show, such as \
                 votes and comments."
            }
            (false, false) => "The picture can be looked at, but not opened as a map.",
        };
        widgets::muted(ui, sentence);
    }

    fn picture_choices_ui(&mut self, ui: &mut egui::Ui) {
        if self.parts.len() > 1 {
            widgets::caption(ui, "What is on it");
            let choices: Vec<_> = self.parts.iter().map(|part| (*part, part_label(*part))).collect();
            widgets::segments(ui, &mut self.order.part, &choices);
        }
        widgets::caption(ui, "Theme");
        widgets::segments(ui, &mut self.order.palette, &[(Palette::Light, "Light"), (Palette::Dark, "Dark")]);
        match self.order.format {
            Format::Png | Format::Svg => self.size_ui(ui),
            Format::Pdf => {
                widgets::caption(ui, "Paper");
                let papers = Paper::ALL.map(|paper| (paper, paper.label()));
                widgets::segments(ui, &mut self.order.paper, &papers);
            }
            _ => {}
        }
    }

    fn size_ui(&mut self, ui: &mut egui::Ui) {
        widgets::caption(ui, "Size");
        ui.horizontal_wrapped(|ui| {
            let choices = &mut self.choices;
            widgets::segments(ui, &mut choices.by_width, &[(false, "By scale"), (true, "By width")]);
            if choices.by_width {
                let value = DragValue::new(&mut choices.width).range(choices::WIDTH).speed(10.0).suffix(" px");
                ui.add(value).accessible_name("Width in pixels");
            } else {
                let value = DragValue::new(&mut choices.scale_percent).range(choices::SCALE_PERCENT).suffix(" %");
                ui.add(value).accessible_name("Scale in percent");
            }
        });
        self.order.size = choices::size(&self.choices);
    }
}

fn part_label(part: Part) -> &'static str {
    match part {
        Part::Map => "The map",
        Part::Summary => "The needs",
        Part::All => "Both",
        Part::Report => "Report with the map",
        Part::OnePage => "One-page summary",
    }
}
