import {registerMessageAction} from "@mail/core/common/message_actions";
import {_t} from "@web/core/l10n/translation";
import {session} from "@web/session";

/** A customer complains in a mail or note: it becomes a dispute with one click. */
registerMessageAction("customer-insight-open-dispute", {
    condition: ({message}) =>
        !message.isBodyEmpty &&
        Number.isInteger(message.id) &&
        Boolean(session.insight_dispute_models?.includes(message.thread?.model)),
    icon: "fa fa-gavel",
    name: _t("Open a Dispute"),
    onSelected: async ({message, store}) => {
        const {action, orm} = store.env.services;
        const method = "action_insight_open_dispute";
        action.doAction(await orm.call("mail.message", method, [[message.id]]));
    },
    sequence: 90,
});
