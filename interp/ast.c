#include <config.h>

#include "interp/ast.h"

static const char *constant_title(const wf_ast_constant *constant) {
  switch (constant->kind) {
  case WF_AST_NONE: return "None";
  case WF_AST_TRUE: return "True";
  case WF_AST_FALSE: return "False";
  case WF_AST_ELLIPSIS: return "ellipsis";
  default: return "literal";
  }
}

const char *wf_ast_expr_title(const wf_ast_expr *expr) {
  static const char *const titles[] = {
    [WF_AST_BOOL_OP] = "expression", [WF_AST_NAMED_EXPR] = "named expression",
    [WF_AST_BIN_OP] = "expression", [WF_AST_UNARY_OP] = "expression", [WF_AST_LAMBDA] = "lambda",
    [WF_AST_IF_EXP] = "conditional expression", [WF_AST_DICT] = "dict literal",
    [WF_AST_SET] = "set display", [WF_AST_LIST_COMP] = "list comprehension",
    [WF_AST_SET_COMP] = "set comprehension", [WF_AST_DICT_COMP] = "dict comprehension",
    [WF_AST_GENERATOR_EXP] = "generator expression", [WF_AST_AWAIT] = "await expression",
    [WF_AST_YIELD] = "yield expression", [WF_AST_YIELD_FROM] = "yield expression",
    [WF_AST_COMPARE] = "comparison", [WF_AST_CALL] = "function call",
    [WF_AST_FORMATTED_VALUE] = "f-string expression", [WF_AST_JOINED_STR] = "f-string expression",
    [WF_AST_ATTRIBUTE] = "attribute", [WF_AST_SUBSCRIPT] = "subscript",
    [WF_AST_STARRED] = "starred", [WF_AST_NAME] = "name", [WF_AST_LIST_DISPLAY] = "list",
    [WF_AST_TUPLE] = "tuple", [WF_AST_SLICE] = "slice",
  };
  return expr->kind == WF_AST_CONSTANT ? constant_title(&expr->constant) : titles[expr->kind];
}
