/* A host with a type of its own, which scripts use; the script is replaced again and again while
   threads run what it defines. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

enum { THREADS = 4, VERSIONS = 50 };

/* What the host has, and scripts see as shop.Account. */
typedef struct account {
  _Atomic long balance;
} account;

static weft_value account_type; /* set once, before any thread uses it; kept by type_handle */
static weft_handle *type_handle;
static atomic_long destroyed;

static weft_status self_of(const weft_value *arguments, account **a) {
  void *data;
  weft_status status = weft_instance_get(arguments[0], account_type, &data);
  if (status == WEFT_OK) *a = data;
  return status;
}

static weft_status deposit(void *data, const weft_value *arguments, size_t count,
                           weft_value *result) {
  account *a;
  int64_t amount;
  (void)data, (void)count;
  weft_status status = self_of(arguments, &a);
  if (status == WEFT_OK) status = weft_int_get(arguments[1], &amount);
  if (status != WEFT_OK) return status;
  if (amount < 0) return weft_raise("ValueError", "cannot deposit %lld", (long long)amount);
  return weft_int_new(atomic_fetch_add(&a->balance, amount) + amount, result);
}

static weft_status balance(void *data, const weft_value *arguments, size_t count,
                           weft_value *result) {
  account *a;
  (void)data, (void)count;
  weft_status status = self_of(arguments, &a);
  return status == WEFT_OK ? weft_int_new(atomic_load(&a->balance), result) : status;
}

static weft_status construct(void *data, const weft_value *arguments, size_t count,
                             void **instance) {
  int64_t start = 0;
  weft_kind kind;
  (void)data, (void)count;
  weft_status status = weft_kind_get(arguments[0], &kind);
  if (status == WEFT_OK && kind != WEFT_KIND_MISSING) status = weft_int_get(arguments[0], &start);
  if (status != WEFT_OK) return status;
  account *a = malloc(sizeof *a);
  if (!a) return WEFT_ERR_MEMORY;
  atomic_init(&a->balance, start);
  *instance = a;
  return WEFT_OK;
}

static void destroy(void *data, void *instance) {
  (void)data;
  free(instance);
  atomic_fetch_add(&destroyed, 1);
}

static const weft_function_row methods[] = {
    {"deposit", deposit, "(self, amount)", "Add to the balance; returns the new one."},
    {0}};
static const weft_function_row properties[] = {{"balance", balance, "(self)", "What is there."},
                                               {0}};
static const weft_type_row account_row = {
    .name = "shop.Account",
    .doc = "Money of the host's.",
    .methods = methods,
    .properties = properties,
    .signature = "(start=0)",
    .construct = construct,
    .destroy = destroy,
};

static atomic_int stop;

/* Calls whatever plugin.run is at the moment, once at least. */
static void *run_plugin(void *data) {
  long *calls = data;
  do {
    weft_value plugin, result;
    int64_t version;
    if (weft_import("plugin", &plugin) != WEFT_OK ||
        weft_call_method(plugin, "run", NULL, 0, &result) != WEFT_OK ||
        weft_int_get(result, &version) != WEFT_OK) {
      weft_exception_print();
      return NULL;
    }
    ++*calls;
  } while (!atomic_load(&stop));
  return NULL;
}

static int load(int version) {
  char source[200];
  weft_value module;
  snprintf(source, sizeof source,
           "import shop\n"
           "total = shop.Account(%d)\n"
           "def run():\n"
           "    own = shop.Account()\n"
           "    own.deposit(1)\n"
           "    return total.deposit(own.balance)\n",
           version);
  return weft_load_source("plugin", source, "plugin.py", &module) == WEFT_OK;
}

static int set_up(void) {
  weft_value shop;
  return weft_type_new(&account_row, &account_type) == WEFT_OK &&
         weft_handle_new(account_type, &type_handle) == WEFT_OK &&
         weft_module_new("shop", "The host's shop.", NULL, NULL, &shop) == WEFT_OK &&
         weft_attribute_set(shop, "Account", account_type) == WEFT_OK && load(0);
}

int main(void) {
  pthread_t threads[THREADS];
  long calls[THREADS] = {0}, all = 0;
  int loaded = 1;
  if (weft_initialize(NULL) != WEFT_OK) return 1;
  if (!set_up()) {
    weft_exception_print();
    weft_exit(1);
  }
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, run_plugin, &calls[i]) != 0) return 1;
  for (int version = 1; loaded && version <= VERSIONS; version++) loaded = load(version);
  if (!loaded) weft_exception_print();
  atomic_store(&stop, 1);
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    all += calls[i] != 0;
  }
  weft_handle_free(type_handle);
  int status = weft_finalize();
  printf("%d threads ran %d versions; accounts were destroyed: %s\n", (int)all, VERSIONS + 1,
         atomic_load(&destroyed) > VERSIONS ? "yes" : "no");
  return loaded && all == THREADS ? status : 1;
}
