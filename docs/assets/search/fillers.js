// Words that say nothing about what is looked for: those of a question, and small ones.
"use strict"

const QUESTION =
  "为什么|怎么办|怎么样|怎么|怎样|如何|什么|哪些|可以|能不能|会不会|是不是|有没有|应该|需要|一定|[吗呢吧]|" +
  "\\b(?:can|cant|cannot|could|do|does|how|i|is|me|my|should|what|when|where|which|who|why|will|would|you|your)\\b"
const SMALL =
  "这个|那个|这种|那种|请问|一下|是否|多少|哪里|哪个|哪种|以后|之后|" +
  "[的了得就还也都吃用做是和有在会能要想被把让跟与这那我你您没不很太再又过后说哪谁几多少着啊呀]|\\b(?:" +
  "a|about|am|an|and|any|are|as|at|away|be|been|being|but|by|did|each|else|ever|every|for|from|get|give|given|go|going|" +
  "had|happen|happens|happened|has|have|he|her|here|him|his|if|in|into|it|its|just|keep|know|let|like|lot|mean|means|much|" +
  "need|needs|needed|not|of|ok|on|or|other|our|out|put|really|say|says|see|she|so|some|still|such|take|taken|taking|tell|" +
  "than|that|thats|the|their|them|then|there|these|they|think|this|those|to|told|too|try|up|us|use|used|using|very|want|" +
  "was|we|were|whats|whether|while|with|work|works|yes|yet)\\b"
const ASKING = new RegExp(QUESTION)
const FILLERS = new RegExp(`${QUESTION}|${SMALL}`, "gu")

/** Whether a folded query is asked as one speaks. */
const asks = text => ASKING.test(text)

/** Blank the fillers of a folded text; a Chinese one stays where its neighbours make it part of a name (pairs of characters). */
function content(text, names) {
  return text.replace(FILLERS, (filler, at) => {
    const end = at + filler.length
    const inside = [text.slice(at - 1, at + 1), text.slice(end - 1, end + 1)].some(pair => names.has(pair))
    return inside && /\p{Script=Han}/u.test(filler) ? filler : " "
  })
}
