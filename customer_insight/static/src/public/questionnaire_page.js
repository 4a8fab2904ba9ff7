import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

const SPARE = 1024; // bytes; for what browsers put around the answers

/**
 * Keeps a customer from sending twice, and from sending more than the server takes:
 * it would refuse the request before it has read what was typed.
 */
export class QuestionnairePage extends Interaction {
    static selector = ".o_customer_file_form";
    dynamicContent = {
        _root: {"t-on-submit": this.onSubmit},
    };

    onSubmit(ev) {
        if (ev.submitter?.name === "switch_lang") {
            return;
        }
        const isTooMuch = this.size() > this.el.dataset.maxRequest;
        this.el
            .querySelector(".o_customer_file_too_much")
            .classList.toggle("d-none", !isTooMuch);
        if (isTooMuch || this.isSending) {
            ev.preventDefault();
            return;
        }
        this.isSending = true;
    }

    /** Bytes of the request that the form becomes. */
    size() {
        const parts = [...new FormData(this.el)].flat();
        return new Blob(parts).size + parts.length * 64 + SPARE;
    }
}

registry
    .category("public.interactions")
    .add("customer_insight.questionnaire_page", QuestionnairePage);
