/* The server with CPython in it: each request holds the global lock while the script runs. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "bench/embed/server.h"

static PyObject *handle;

static int open_script(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) {
    perror(path);
    return 0;
  }
  Py_InitializeEx(0);
  int status = PyRun_SimpleFileEx(f, path, 1);
  handle = PyObject_GetAttrString(PyImport_AddModule("__main__"), "handle");
  if (!handle) PyErr_Print();
  return status == 0 && handle;
}

static void let_others_run(void) { PyEval_SaveThread(); }

static struct MHD_Response *read_answer(PyObject *value, unsigned *code) {
  const char *text = NULL;
  Py_ssize_t size = 0;
  if (PyTuple_Check(value) && PyTuple_GET_SIZE(value) == 2) {
    *code = (unsigned)PyLong_AsLong(PyTuple_GET_ITEM(value, 0));
    value = PyTuple_GET_ITEM(value, 1);
  }
  if (PyBytes_Check(value))
    return copied(PyBytes_AS_STRING(value), (size_t)PyBytes_GET_SIZE(value));
  text = PyUnicode_AsUTF8AndSize(value, &size);
  return text ? copied(text, (size_t)size) : NULL;
}

static struct MHD_Response *call_script(const request *r, const char *url, const char *method,
                                        unsigned *code) {
  struct MHD_Response *response = NULL;
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *argument = Py_BuildValue("{s:s,s:s,s:y#}", "method", method, "path", url, "body",
                                     r->body ? r->body : "", (Py_ssize_t)r->size);
  PyObject *value = argument ? PyObject_CallOneArg(handle, argument) : NULL;
  if (value) response = read_answer(value, code);
  if (PyErr_Occurred()) PyErr_Print();
  Py_XDECREF(value);
  Py_XDECREF(argument);
  PyGILState_Release(state);
  return response;
}
