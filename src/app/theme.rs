//! How the window looks: the colours of [`Palette`] and our own spacing as an egui style.

use eframe::egui;
use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};

use crate::scene::{Face, FontBook, Ink, Palette};

/// Installs fonts, icons and both styles.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(FontBook::definitions());
    egui_material_icons::initialize(ctx);
    ctx.set_style_of(egui::Theme::Light, style(Palette::Light));
    ctx.set_style_of(egui::Theme::Dark, style(Palette::Dark));
    ctx.options_mut(|options| {
        // Ctrl +/- zooms the canvas, and quitting asks first.
        options.zoom_with_keyboard = false;
        options.quit_shortcuts.clear();
        options.input_options.scroll_zoom_speed = 1.0 / 400.0;
        options.fallback_theme = egui::Theme::Light;
    });
}

/// A font in SemiBold.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontBook::family(Face::SemiBold))
}

/// A font in Regular.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Spaces and sizes of the window, in points.
pub mod metrics {
    /// Radius of buttons and fields.
    pub const RADIUS: u8 = 8;
    /// Radius of cards and windows.
    pub const CARD_RADIUS: u8 = 10;
    /// Height of the bar on top.
    pub const TOP_BAR: f32 = 52.0;
    /// Width of the side panel.
    pub const PANEL: f32 = 376.0;
    /// Least height of anything to click.
    pub const TARGET: f32 = 32.0;
}

fn style(palette: Palette) -> Style {
    let color = |ink| palette.color(ink);
    let mut style = Style { visuals: visuals(palette), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, regular(12.0)),
        (TextStyle::Body, regular(14.0)),
        (TextStyle::Monospace, FontId::monospace(13.0)),
        (TextStyle::Button, semibold(13.5)),
        (TextStyle::Heading, semibold(18.0)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(12.0, 6.0);
    spacing.interact_size = vec2(metrics::TARGET, metrics::TARGET);
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(6);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.visuals.selection = Selection {
        bg_fill: color(Ink::Accent).gamma_multiply(if palette == Palette::Dark { 0.45 } else { 0.25 }),
        stroke: Stroke::new(1.5, color(Ink::Accent)),
    };
    style
}

fn visuals(palette: Palette) -> Visuals {
    let color = |ink| palette.color(ink);
    let dark = palette == Palette::Dark;
    let base = if dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(metrics::RADIUS);
    let line = Stroke::new(1.0, color(Ink::Line));
    let text = Stroke::new(1.0, color(Ink::Text));
    let widget = |fill: Color32, bg_stroke: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke,
        corner_radius: radius,
        fg_stroke: text,
        expansion: 0.0,
    };
    let hover = color(Ink::AccentSoft);
    let shadow = |blur: u8, alpha: u8| Shadow {
        offset: [0, (blur / 4) as i8],
        blur,
        spread: 0,
        color: Color32::from_black_alpha(alpha),
    };
    Visuals {
        dark_mode: dark,
        override_text_color: Some(color(Ink::Text)),
        // For hints in empty fields: nobody shall take them for a value.
        weak_text_color: Some(color(Ink::Muted).gamma_multiply(0.7)),
        widgets: Widgets {
            noninteractive: widget(color(Ink::Surface), line),
            inactive: widget(color(Ink::Surface), line),
            hovered: widget(hover, Stroke::new(1.0, color(Ink::Accent).gamma_multiply(0.5))),
            active: widget(hover, Stroke::new(1.0, color(Ink::Accent))),
            open: widget(hover, line),
        },
        hyperlink_color: color(Ink::Accent),
        faint_bg_color: color(Ink::Page),
        extreme_bg_color: color(Ink::Surface),
        text_edit_bg_color: Some(color(Ink::Surface)),
        warn_fg_color: color(Ink::Strong(crate::model::Tone::Amber)),
        error_fg_color: color(Ink::Strong(crate::model::Tone::Rose)),
        window_corner_radius: CornerRadius::same(14),
        window_shadow: shadow(32, if dark { 120 } else { 50 }),
        window_fill: color(Ink::Surface),
        window_stroke: line,
        menu_corner_radius: CornerRadius::same(metrics::CARD_RADIUS),
        panel_fill: color(Ink::Surface),
        popup_shadow: shadow(20, if dark { 110 } else { 40 }),
        button_frame: true,
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        ..base
    }
}
