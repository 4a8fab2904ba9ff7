import {registerMessageAction} from "@mail/core/common/message_actions";
import {_t} from "@web/core/l10n/translation";
import {session} from "@web/session";

/** What a note or mail promises is recorded with one click. */
registerMessageAction("customer-insight-promise", {
    condition: ({message}) =>
        !message.isBodyEmpty &&
        Number.isInteger(message.id) &&
        Boolean(session.insight_promise_models?.includes(message.thread?.model)),
    icon: "fa fa-handshake-o",
    name: _t("Record a Promise"),
    onSelected: async ({message, store}) => {
        const {action, orm} = store.env.services;
        const method = "action_insight_promise";
        const dialog = await orm.call("mail.message", method, [[message.id]]);
        action.doAction(dialog, {
            onClose: (infos) =>
                infos?.saved &&
                action.doAction({type: "ir.actions.client", tag: "soft_reload"}),
        });
    },
    sequence: 91,
});
