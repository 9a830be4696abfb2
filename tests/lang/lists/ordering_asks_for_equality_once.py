class Item:
    asked = 0

    def __eq__(self, other):
        self.asked += 1
        return self.asked > 1

    def __lt__(self, other):
        return True


item = Item()
print([item] < [5], item.asked)
# expect: True 1
item = Item()
print([item] == [5], item.asked)
# expect: False 1
item = Item()
print([item] != [5], item.asked)
# expect: True 1
