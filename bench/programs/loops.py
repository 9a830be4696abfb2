def main():
    n = 0
    for i in range(900):
        for j in range(300):
            k = 0
            while k < 30:
                if (i + j + k) % 3 == 0:
                    n += 1
                k += 1
    print(n)

main()
