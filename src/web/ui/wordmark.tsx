const letters =
  'M57 0L57 -720L197 -720L197 0ZM156 -374L490 -720L677 -720L327 -374ZM506 0L154 -374L327 -374L697 0ZM947 10Q864 10 802 -24Q741 -57 707 -117Q673 -177 673 -255Q673 -334 707 -394Q741 -453 802 -487Q863 -520 943 -520Q1021 -520 1077 -488Q1134 -456 1165 -400Q1197 -343 1197 -266Q1197 -251 1196 -239Q1195 -226 1193 -214L755 -214L755 -307L1087 -307L1061 -285Q1061 -353 1029 -387Q997 -420 942 -420Q879 -420 844 -378Q809 -335 809 -253Q809 -173 844 -132Q879 -90 947 -90Q985 -90 1013 -104Q1042 -118 1056 -147L1184 -147Q1159 -74 1098 -32Q1038 10 947 10ZM1578 10Q1505 10 1460 -25Q1415 -59 1405 -119L1415 -120L1415 205L1279 205L1279 -510L1412 -510L1412 -396L1402 -398Q1415 -455 1464 -488Q1514 -520 1586 -520Q1655 -520 1705 -488Q1756 -455 1783 -396Q1811 -337 1811 -257Q1811 -176 1782 -116Q1753 -56 1701 -23Q1649 10 1578 10ZM1542 -100Q1600 -100 1635 -141Q1670 -182 1670 -256Q1670 -330 1634 -370Q1599 -410 1541 -410Q1484 -410 1448 -370Q1413 -329 1413 -255Q1413 -181 1448 -141Q1484 -100 1542 -100ZM2118 11Q2023 11 1978 -35Q1932 -81 1932 -173L1932 -625L2068 -676L2068 -169Q2068 -133 2088 -116Q2107 -98 2149 -98Q2165 -98 2178 -101Q2191 -104 2204 -108L2204 -3Q2191 3 2169 7Q2146 11 2118 11ZM1835 -405L1835 -510L2204 -510L2204 -405Z';

/** The name, whose t is a promise: a line that ends in its due dot. `width` in pixels. */
export function Wordmark({ width = 66 }: { width?: number }) {
  return (
    <svg
      role="img"
      aria-label="Kept"
      width={width}
      height={(width * 950) / 2600}
      viewBox="40 -735 2600 950"
      fill="currentColor"
    >
      <path d={letters} />
      <rect x="2190" y="-510" width="260" height="105" />
      <circle cx="2516" cy="-457" r="112" fill="var(--action-ink)" />
    </svg>
  );
}

/** The small sign for narrow places. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg role="img" aria-label="Kept" width={size} height={size} viewBox="0 0 32 32">
      <rect width="32" height="32" rx="8" fill="var(--leaf-8)" />
      <path d="M10.2 7v18M22.4 7.4 12 16.2l7 5.6" fill="none" stroke="#fffefb" strokeWidth="3.2" />
      <circle cx="21.2" cy="23.3" r="2.9" fill="#fffefb" />
    </svg>
  );
}
