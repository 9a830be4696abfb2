/* What the files about code objects share: code.c, disassemble.c and the compiler. */
#ifndef WF_CODE_INTERNAL_H
#define WF_CODE_INTERNAL_H

#include "interp/code.h"

/* Opcodes from here on are forms that the machine puts in place of general ones. */
#define WF_CODE_FIRST_SPECIAL WF_OPCODE_COUNT

/* Registers are 8 bits in an instruction. A function with more than WF_CODE_NEAR_LIMIT locals keeps
   the first WF_CODE_NEAR_LOCALS of them in registers of the same index, uses the registers from
   there to 255 for temporaries, and has local n of the others in register wf_code_far_base + n -
   WF_CODE_NEAR_LOCALS. Parameters arrive in the first registers however many they are, and are
   moved at the start. The registers in between carry in local_names the name of a far local, so
   that whoever reads names and registers in order ends with the right value. */
#define WF_CODE_NEAR_LIMIT 160
#define WF_CODE_NEAR_LOCALS 128
static inline uint32_t wf_code_far_base(size_t parameters) {
  return parameters > 256 ? (uint32_t)parameters : 256;
}

uint32_t wf_code_instruction(const wf_code *code, uint32_t pc);
/* The instruction with the opcode that was compiled. */
uint32_t wf_code_general(uint32_t instruction);
uint32_t wf_code_instruction_size(uint32_t instruction); /* words */
bool wf_code_is_plain(const wf_code *code);

#endif
