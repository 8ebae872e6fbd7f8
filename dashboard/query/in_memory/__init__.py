"""The engine over NumPy arrays.

histogram            how many events fall into each day, or into each bin of several days
histogram_by_class   how many events of each class fall into each bin of days
joint_counts         several facets counted in one pass over the rows
label_search         names found as they are typed
mask                 which events pass one filter
memo                 answers that were asked for before
"""
