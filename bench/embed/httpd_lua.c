/* The server with Lua in it: a state for each thread, which shares nothing with the others. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <pthread.h>

#include "bench/embed/server.h"

static const char *script;
static __thread lua_State *own; /* with the function handle on its stack */

static lua_State *new_state(void) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  if (luaL_dofile(L, script) != 0) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    return NULL;
  }
  lua_settop(L, 0);
  lua_getglobal(L, "handle");
  return L;
}

static int open_script(const char *path) {
  script = path;
  lua_State *L = new_state();
  if (L) lua_close(L);
  return L != NULL;
}

static void let_others_run(void) {}

static void set_text(lua_State *L, const char *key, const char *text, size_t size) {
  lua_pushlstring(L, text, size);
  lua_setfield(L, -2, key);
}

/* A text, or a code and a text. */
static struct MHD_Response *read_answer(lua_State *L, unsigned *code) {
  size_t size;
  if (lua_type(L, 3) == LUA_TSTRING) *code = (unsigned)lua_tointeger(L, 2);
  const char *text = lua_tolstring(L, lua_type(L, 3) == LUA_TSTRING ? 3 : 2, &size);
  return text ? copied(text, size) : NULL;
}

static struct MHD_Response *call_script(const request *r, const char *url, const char *method,
                                        unsigned *code) {
  struct MHD_Response *response = NULL;
  if (!own && !(own = new_state())) return NULL;
  lua_State *L = own;
  lua_pushvalue(L, 1);
  lua_createtable(L, 0, 3);
  set_text(L, "method", method, strlen(method));
  set_text(L, "path", url, strlen(url));
  set_text(L, "body", r->body ? r->body : "", r->size);
  if (lua_pcall(L, 1, 2, 0) == 0) response = read_answer(L, code);
  else fprintf(stderr, "%s\n", lua_tostring(L, -1));
  lua_settop(L, 1);
  return response;
}
