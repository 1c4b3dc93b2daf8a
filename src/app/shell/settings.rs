//! How settings take effect.

use eframe::egui;
use egui::ThemePreference;
use egui::style::ScrollAnimation;

use crate::app::state::Look;
use crate::file::{ReducedMotion, Settings, Theme, Wheel};
use crate::scene::Palette;

/// The text sizes that the keys step through, in percent.
pub const TEXT_STEPS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// The next larger text size.
pub fn step_up(percent: u16) -> u16 {
    TEXT_STEPS.into_iter().find(|step| *step > percent).unwrap_or(TEXT_STEPS[TEXT_STEPS.len() - 1])
}

/// The next smaller text size.
pub fn step_down(percent: u16) -> u16 {
    TEXT_STEPS.into_iter().rev().find(|step| *step < percent).unwrap_or(TEXT_STEPS[0])
}

/// Brings theme, text size and movement of the window to what is set.
pub fn apply(settings: &Settings, ctx: &egui::Context) {
    ctx.set_theme(match settings.theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    });
    ctx.set_zoom_factor(f32::from(settings.font_scale_percent) / 100.0);
    let usual = egui::Style::default();
    let animation_time = if animated(settings) { usual.animation_time } else { 0.0 };
    if ctx.global_style().animation_time != animation_time {
        let scroll = if animated(settings) { usual.scroll_animation } else { ScrollAnimation::none() };
        ctx.all_styles_mut(|style| {
            style.animation_time = animation_time;
            style.scroll_animation = scroll;
        });
    }
}

/// How the window looks with these settings.
pub fn look(settings: &Settings, ctx: &egui::Context) -> Look {
    let palette = if ctx.theme() == egui::Theme::Dark { Palette::Dark } else { Palette::Light };
    Look { palette, animated: animated(settings), wheel_zooms: settings.wheel == Wheel::Zoom }
}

/// Whether things may move by themselves. No toolkit here tells what the system wishes, so "as the system has it" means
/// that they may.
fn animated(settings: &Settings) -> bool {
    settings.reduced_motion != ReducedMotion::On
}
