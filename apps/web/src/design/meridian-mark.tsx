/** The mark: two meridians around one point. Decorative; the name stands beside it. */
export function MeridianMark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <path
        fillRule="evenodd"
        d="M7.200 3.100C3.900 4.900 1.800 8.200 1.800 12s2.100 7.100 5.400 8.900C5.400 18.500 4.400 15.400 4.400 12s1-6.500 2.800-8.900Zm9.600 0c3.300 1.800 5.400 5.100 5.400 8.900s-2.100 7.100-5.400 8.900c1.800-2.400 2.800-5.500 2.800-8.900s-1-6.500-2.800-8.900ZM12 2.400c-3.100 2-5 5.600-5 9.600s1.900 7.600 5 9.600c3.100-2 5-5.600 5-9.600s-1.900-7.600-5-9.600Zm0 12.200a2.600 2.600 0 1 1 0-5.200 2.600 2.600 0 0 1 0 5.200Z"
      />
    </svg>
  );
}
