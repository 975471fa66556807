// One set of models a line on standard input, one verdict a line on standard output.
const { createParser } = require('@azure/dtdl-parser');
const lines = require('readline').createInterface({ input: process.stdin });

async function verdict(line) {
    try {
        const set = JSON.parse(line);
        await createParser(0).parse(set.map((model) => JSON.stringify(model)));
        return { valid: true, rules: [] };
    } catch (refusal) {
        const errors = refusal._errors || refusal.errors || [];
        const rules = errors.map((e) => String(e.validationId || e._validationId).split(':').pop());
        return { valid: false, rules: rules.length ? rules : [String(refusal.message).slice(0, 80)] };
    }
}

(async () => {
    for await (const line of lines) console.log(JSON.stringify(await verdict(line)));
})();
