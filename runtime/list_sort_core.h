/* The body of the sort, once for each kind of item and comparison: included by list_sort.c, with

     ITEM            the type that is moved
     LESS(a, b)      is *a below *b? 1, 0, or -1 with an exception pending (then the sort stops)
     NAMED(x)        x with a suffix of its own

   A natural merge sort. Runs that are ascending already, or strictly descending (which are turned
   round), are taken as they come; short ones are extended by binary insertion. Which neighbours
   are merged when is decided by the "powersort" rule: each boundary between two runs has a power,
   the depth at which the halves of a perfectly balanced merge tree would separate them, and a run
   is merged with the one before it while that boundary lies deeper. Stable. When a comparison
   fails the items are left in some order, none lost. */

/* Sorts [0, count) when [0, sorted) is in order. False: error pending. */
static bool NAMED(insert_sort)(ITEM *a, size_t sorted, size_t count) {
  for (size_t i = sorted; i < count; i++) {
    ITEM pivot = a[i];
    size_t low = 0, high = i;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int less = LESS(&pivot, &a[middle]);
      if (less < 0) return false;
      if (less) high = middle;
      else low = middle + 1;
    }
    memmove(a + low + 1, a + low, (i - low) * sizeof *a);
    a[low] = pivot;
  }
  return true;
}

/* The length of the run that begins a; 0: error pending. */
static size_t NAMED(count_run)(ITEM *a, size_t count) {
  if (count < 2) return count;
  size_t n = 2;
  int less = LESS(&a[1], &a[0]);
  if (less < 0) return 0;
  bool descending = less;
  for (; n < count; n++) {
    less = LESS(&a[n], &a[n - 1]);
    if (less < 0) return 0;
    if (less != descending) break;
  }
  if (descending)
    for (size_t i = 0, j = n; i + 1 < j; i++) {
      ITEM item = a[i];
      a[i] = a[--j];
      a[j] = item;
    }
  return n;
}

/* How many items of the ordered array a are below key (or not above it: `equal_too`). The search
   doubles its stride from the front, or from the back. SIZE_MAX: error pending. */
static size_t NAMED(gallop)(const ITEM *key, const ITEM *a, size_t count, bool equal_too,
                            bool from_back) {
  size_t low = 0, high = count, stride = 1;
  while (low < high && stride < count) {
    size_t at = from_back ? high - (stride < high - low ? stride : high - low)
                          : low + (stride - 1 < high - low ? stride - 1 : high - low - 1);
    int less = equal_too ? LESS(key, &a[at]) : LESS(&a[at], key);
    if (less < 0) return SIZE_MAX;
    bool below = equal_too ? !less : less;
    if (below) low = at + 1;
    else high = at;
    if (below == from_back) break;
    stride *= 2;
  }
  while (low < high) {
    size_t at = low + (high - low) / 2;
    int less = equal_too ? LESS(key, &a[at]) : LESS(&a[at], key);
    if (less < 0) return SIZE_MAX;
    if (equal_too ? !less : less) low = at + 1;
    else high = at;
  }
  return low;
}

#define GALLOP_FROM 7 /* wins in a row after which galloping is tried */

/* Merges a[0, na) and a[na, na + nb), the left one the shorter, which moves to `room`. */
static bool NAMED(merge_low)(ITEM *a, size_t na, size_t nb, ITEM *room) {
  memcpy(room, a, na * sizeof *a);
  ITEM *left = room, *left_end = room + na, *right = a + na, *right_end = right + nb, *out = a;
  size_t wins = 0;
  bool ok = true, last_right = false;
  while (left < left_end && right < right_end) {
    int less = LESS(right, left);
    if (less < 0) {
      ok = false;
      break;
    }
    if (less) *out++ = *right++;
    else *out++ = *left++;
    wins = (bool)less == last_right ? wins + 1 : 1;
    last_right = less;
    if (wins < GALLOP_FROM || left == left_end || right == right_end) continue;
    size_t n = last_right
                   ? NAMED(gallop)(left, right, (size_t)(right_end - right), false, false)
                   : NAMED(gallop)(right, left, (size_t)(left_end - left), true, false);
    if (n == SIZE_MAX) {
      ok = false;
      break;
    }
    if (last_right) {
      memmove(out, right, n * sizeof *out);
      right += n;
    } else {
      memcpy(out, left, n * sizeof *out);
      left += n;
    }
    out += n;
    wins = n < GALLOP_FROM ? 0 : GALLOP_FROM - 1;
  }
  memcpy(out, left, (size_t)(left_end - left) * sizeof *out);
  return ok;
}

/* The same from the back, the right one the shorter. */
static bool NAMED(merge_high)(ITEM *a, size_t na, size_t nb, ITEM *room) {
  memcpy(room, a + na, nb * sizeof *a);
  ITEM *left = a + na, *right = room + nb, *out = a + na + nb;
  size_t wins = 0;
  bool ok = true, last_left = false;
  while (left > a && right > room) {
    int less = LESS(right - 1, left - 1);
    if (less < 0) {
      ok = false;
      break;
    }
    if (less) *--out = *--left;
    else *--out = *--right;
    wins = (bool)less == last_left ? wins + 1 : 1;
    last_left = less;
    if (wins < GALLOP_FROM || left == a || right == room) continue;
    size_t n;
    if (last_left) {
      size_t keep = NAMED(gallop)(right - 1, a, (size_t)(left - a), true, true);
      n = keep == SIZE_MAX ? keep : (size_t)(left - a) - keep;
    } else {
      size_t keep = NAMED(gallop)(left - 1, room, (size_t)(right - room), false, true);
      n = keep == SIZE_MAX ? keep : (size_t)(right - room) - keep;
    }
    if (n == SIZE_MAX) {
      ok = false;
      break;
    }
    out -= n;
    if (last_left) {
      left -= n;
      memmove(out, left, n * sizeof *out);
    } else {
      right -= n;
      memcpy(out, right, n * sizeof *out);
    }
    wins = n < GALLOP_FROM ? 0 : GALLOP_FROM - 1;
  }
  size_t rest = (size_t)(right - room);
  memcpy(out - rest, room, rest * sizeof *out);
  return ok;
}

static bool NAMED(merge)(ITEM *a, size_t na, size_t nb, ITEM *room) {
  /* what is in its place already at either end stays */
  size_t skip = NAMED(gallop)(&a[na], a, na, true, false);
  if (skip == SIZE_MAX) return false;
  a += skip;
  na -= skip;
  if (na == 0) return true;
  nb = NAMED(gallop)(&a[na - 1], a + na, nb, false, true);
  if (nb == SIZE_MAX) return false;
  if (nb == 0) return true;
  return na <= nb ? NAMED(merge_low)(a, na, nb, room) : NAMED(merge_high)(a, na, nb, room);
}

static bool NAMED(sort)(ITEM *a, size_t count, ITEM *room) {
  struct run { size_t start, length; int power; } stack[70];
  size_t depth = 0;
  for (size_t at = 0; at < count;) {
    size_t n = NAMED(count_run)(a + at, count - at), least = shortest_run(count);
    if (n == 0) return false;
    if (n < least) {
      size_t want = count - at < least ? count - at : least;
      if (!NAMED(insert_sort)(a + at, n, want)) return false;
      n = want;
    }
    int power = depth ? boundary_power(stack[depth - 1].start, stack[depth - 1].length, n, count)
                      : 0;
    while (depth > 1 && stack[depth - 1].power > power) {
      struct run *left = &stack[depth - 2], *right = &stack[depth - 1];
      if (!NAMED(merge)(a + left->start, left->length, right->length, room)) return false;
      left->length += right->length;
      depth--;
    }
    stack[depth++] = (struct run){at, n, power};
    at += n;
  }
  for (; depth > 1; depth--) {
    struct run *left = &stack[depth - 2], *right = &stack[depth - 1];
    if (!NAMED(merge)(a + left->start, left->length, right->length, room)) return false;
    left->length += right->length;
  }
  return true;
}

#undef GALLOP_FROM
#undef ITEM
#undef LESS
#undef NAMED
