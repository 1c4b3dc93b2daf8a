//! From the window's input to the tool's events: buttons, wheel, trackpad, pinch.

use eframe::egui;
use egui::{Event, Key, PointerButton, Pos2, Rect, Response};

use crate::app::Cx;
use crate::app::state::DropTarget;
use crate::model::ItemRef;
use crate::scene::Hit;

use super::card::Card;
use super::tool::{Around, Effect, Gesture, PointerEvent, PointerKind};
use super::{camera, note_editor, others, suggested};

/// A step of the wheel zooms so much more when the wheel zooms: exponent for each point of scrolling.
const WHEEL_ZOOM: f32 = 1.0 / 400.0;

/// Takes in what pointer, wheel and touch did on the canvas in this frame.
pub fn take_input(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    scroll_and_zoom(ui, cx, canvas);
    let (events, space) = ui.input(|input| (input.events.clone(), input.key_down(Key::Space)));
    let space = space && !ui.ctx().text_edit_focused();
    for event in &events {
        match event {
            Event::PointerButton { pos, button, pressed: true, modifiers } if is_on(ui, cx, canvas, *pos) => {
                let kind = match button {
                    PointerButton::Primary if space => PointerKind::PressToPan,
                    PointerButton::Primary => PointerKind::Press,
                    PointerButton::Middle => PointerKind::PressToPan,
                    PointerButton::Secondary => {
                        open_menu(cx, canvas.rect, *pos);
                        continue;
                    }
                    _ => continue,
                };
                camera::take(cx.view);
                if kind == PointerKind::Press {
                    note_editor::finish(cx);
                    canvas.request_focus();
                }
                step(cx, canvas.rect, kind, *pos, *modifiers);
            }
            Event::PointerButton { pos, button, pressed: false, modifiers } if *button != PointerButton::Secondary => {
                let is_sorted = cx.view.gesture.drag().is_some() && suggested::take_drop(cx, *pos);
                let kind = if is_sorted { PointerKind::Cancel } else { PointerKind::Release };
                step(cx, canvas.rect, kind, *pos, *modifiers);
            }
            Event::PointerMoved(pos) if cx.view.gesture != Gesture::Idle => {
                let modifiers = ui.input(|input| input.modifiers);
                step(cx, canvas.rect, PointerKind::Move, *pos, modifiers);
            }
            _ => {}
        }
    }
    if canvas.double_clicked()
        && !space
        && let Some(pos) = canvas.interact_pointer_pos()
    {
        double_click(cx, canvas.rect, pos);
    }
}

/// Whether a place on the screen is free canvas: nothing lies over it.
fn is_on(ui: &egui::Ui, cx: &Cx<'_>, canvas: &Response, pos: Pos2) -> bool {
    let covered = ui.ctx().layer_id_at(pos).is_some_and(|layer| layer != canvas.layer_id);
    canvas.rect.contains(pos) && !covered && !others::covers(cx.view, pos) && !note_editor::covers(cx, canvas.rect, pos)
}

fn step(cx: &mut Cx<'_>, canvas: Rect, kind: PointerKind, pos: Pos2, modifiers: egui::Modifiers) {
    let event = PointerEvent {
        kind,
        at: cx.view.camera.board_from_screen(canvas, pos),
        extends: modifiers.shift || modifiers.command,
        alt: modifiers.alt,
    };
    let around = Around {
        scene: cx.scene,
        selection: &cx.view.selection,
        zoom: cx.view.camera.zoom,
        holds_fast: !cx.view.can_edit,
        drop_target: target_at(&cx.view.drop_targets, canvas, pos),
    };
    let effects = cx.view.gesture.step(event, around);
    for effect in effects {
        follow(cx, effect);
    }
}

/// Does what follows from a pointer event or a cancelled one.
pub fn follow(cx: &mut Cx<'_>, effect: Effect) {
    match effect {
        Effect::Select(notes) => cx.view.selection.set_notes(notes),
        Effect::Pan(by) => {
            camera::steer(cx.view);
            cx.view.camera.pan += by * cx.view.camera.zoom;
        }
        Effect::Edit(edit) => cx.out.edit(edit),
        Effect::OpenPersona | Effect::OpenHeading(_) if !cx.view.can_edit => cx.out.say(others::VIEW_ONLY),
        Effect::OpenPersona => cx.view.canvas.card = Some(Card::persona()),
        Effect::OpenHeading(quadrant) => cx.view.canvas.card = Some(Card::heading(quadrant)),
    }
}

/// The place in the panel at a point of the screen where notes can be dropped.
pub fn target_at(targets: &[DropTarget], canvas: Rect, pos: Pos2) -> Option<&DropTarget> {
    targets.iter().find(|target| target.rect.contains(pos) && !canvas.contains(pos))
}

fn double_click(cx: &mut Cx<'_>, canvas: Rect, pos: Pos2) {
    let at = cx.view.camera.board_from_screen(canvas, pos);
    match cx.scene.hit(at) {
        Hit::Note(_) | Hit::Quadrant(_) if !cx.view.can_edit => cx.out.say(others::VIEW_ONLY),
        Hit::Note(index) => note_editor::edit(cx.view, &cx.scene.notes[index].id.clone()),
        Hit::Quadrant(_) | Hit::Nothing => note_editor::write_at(cx.view, cx.scene, at),
        Hit::Badge | Hit::Heading(_) => {}
    }
}

fn open_menu(cx: &mut Cx<'_>, canvas: Rect, pos: Pos2) {
    let at = cx.view.camera.board_from_screen(canvas, pos);
    note_editor::finish(cx);
    let hit = cx.scene.hit(at);
    if let Hit::Note(index) = hit {
        let note = &cx.scene.notes[index].id;
        if !cx.view.selection.contains_note(note) {
            cx.view.selection.set([ItemRef::Note(note.clone())]);
        }
    }
    cx.view.canvas.menu_at = Some(at);
}

fn scroll_and_zoom(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let Some(pos) = ui.input(|input| input.pointer.hover_pos()).filter(|&pos| canvas.rect.contains(pos)) else {
        return;
    };
    if ui.ctx().layer_id_at(pos).is_some_and(|layer| layer != canvas.layer_id) {
        return;
    }
    let (mut scroll, mut zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
    if cx.look.wheel_zooms && zoom == 1.0 && scroll.y != 0.0 {
        zoom = (scroll.y * WHEEL_ZOOM).exp();
        scroll.y = 0.0;
    }
    if zoom != 1.0 {
        camera::steer(cx.view);
        cx.view.camera.zoom_about(canvas.rect, pos, zoom);
    } else if scroll != egui::Vec2::ZERO {
        camera::steer(cx.view);
        cx.view.camera.pan += scroll;
    }
}
